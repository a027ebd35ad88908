using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes layers of checked values, filling in defaults.</summary>
internal sealed class LayerBinder
{
    private static readonly Expression One = new IntegerLiteral(1);

    private readonly Dictionary<string, SourceSpan> _spans = [];

    /// <summary>The places of all layers bound so far, by their numbers.</summary>
    public IReadOnlyDictionary<string, SourceSpan> Spans => _spans;

    /// <summary>The layers of a list, up to the first in error.</summary>
    /// <param name="list">The list; null for none.</param>
    /// <param name="number">What stands before the layers' numbers.</param>
    public ValueList<Layer> BindList(CheckedList? list, string number = "") =>
        (list?.Items ?? []).TakeWhile(layer => layer is not null).Cast<CheckedVariant>().Select((layer, i) => Bind(layer, LayerNumbers.In(number, i))).ToValueList();

    private Layer Bind(CheckedVariant variant, string number)
    {
        _spans[number] = variant.Span;
        CheckedMapping arguments = variant.Arguments;
        return variant.Word switch
        {
            "conv2d" => new Conv2dLayer(
                arguments.Expression("filters")!, Extent(arguments, "kernel")!, Extent(arguments, "stride") ?? new ExtentSetting(One, One), Padding(arguments), Activation(arguments), Bias(arguments), Init(arguments), arguments.Expression("groups")),
            "depthwise_conv2d" => new DepthwiseConv2dLayer(
                Extent(arguments, "kernel")!, arguments.Expression("multiplier") ?? One, Extent(arguments, "stride") ?? new ExtentSetting(One, One), Padding(arguments), Activation(arguments), Bias(arguments), Init(arguments)),
            "dense" => new DenseLayer(arguments.Expression("units")!, Activation(arguments), Bias(arguments), Init(arguments)),
            "max_pool2d" => new MaxPool2dLayer(Extent(arguments, "window")!, Extent(arguments, "stride") ?? Extent(arguments, "window")!, Padding(arguments)),
            "avg_pool2d" => new AvgPool2dLayer(Extent(arguments, "window")!, Extent(arguments, "stride") ?? Extent(arguments, "window")!, Padding(arguments)),
            "global_avg_pool2d" => new GlobalAvgPool2dLayer(),
            "flatten" => new FlattenLayer(),
            "dropout" => new DropoutLayer(arguments.Expression("rate")!),
            "activation" => new ActivationLayer(arguments.Find<CheckedScalar>("function")!.Text),
            "batch_norm" => new BatchNormLayer(
                arguments.Expression("momentum") ?? new NumberLiteral(0.1), Epsilon(arguments), arguments.Expression("ghost"), Activation(arguments)),
            "layer_norm" => new LayerNormLayer(Epsilon(arguments), Activation(arguments)),
            "group_norm" => new GroupNormLayer(arguments.Expression("groups")!, Epsilon(arguments), Activation(arguments)),
            "residual" => new ResidualLayer(
                BindList(arguments.Find<CheckedList>("layers"), number),
                BindList(arguments.Find<CheckedList>("shortcut"), LayerNumbers.Shortcut(number)),
                Activation(arguments)),
            "concat" => new ConcatLayer(
                arguments.Find<CheckedList>("branches")!.Items.Select((branch, i) => BindList((CheckedList?)branch, LayerNumbers.Branch(number, i))).ToValueList()),
            _ => throw new ArgumentOutOfRangeException(nameof(variant), variant.Word, "A layer of the tables that nothing is made of."),
        };
    }

    private static ExtentSetting? Extent(CheckedMapping arguments, string key) => arguments.Find<CheckedPair>(key) is { } pair ? new ExtentSetting(pair.Height, pair.Width) : null;

    private static Expression Epsilon(CheckedMapping arguments) => arguments.Expression("epsilon") ?? new NumberLiteral(1e-5);

    private static Expression Bias(CheckedMapping arguments) => arguments.Expression("bias") ?? new TruthLiteral(true);

    private static string Activation(CheckedMapping arguments) => arguments.Find<CheckedScalar>("activation")?.Text ?? "identity";

    private static PaddingSetting Padding(CheckedMapping arguments) => arguments.Expression("padding") switch
    {
        null or TextLiteral { Value: "valid" } => new PaddingSetting(PaddingMode.Valid),
        TextLiteral => new PaddingSetting(PaddingMode.Same),
        Expression pixels => new PaddingSetting(PaddingMode.Explicit, pixels),
    };

    private static Initializer Init(CheckedMapping arguments) => arguments.Find<CheckedScalar>("init")?.Text switch
    {
        "he_uniform" => Initializer.HeUniform,
        "glorot_normal" => Initializer.GlorotNormal,
        "glorot_uniform" => Initializer.GlorotUniform,
        "lecun_normal" => Initializer.LecunNormal,
        "pytorch" => Initializer.PyTorch,
        "zeros" => Initializer.Zeros,
        _ => Initializer.HeNormal,
    };
}
