using System.Collections.Immutable;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Reports.Exports.Protobuf;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports.Onnx;

/// <summary>Layers as ONNX operators, in evaluation: images are [batch, channels, height, width], vectors [batch, length], and weights lie as in PyTorch's files, so none is moved.</summary>
/// <param name="graph">Where operators go.</param>
/// <param name="weights">The network's tensors, by name.</param>
internal sealed class OnnxLayers(OnnxGraph graph, IReadOnlyDictionary<string, NamedTensor> weights)
{
    /// <summary>A value of the graph.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Shape">Shape of one example.</param>
    public readonly record struct Value(string Name, FeatureShape Shape);

    /// <summary>Adds layers one after another.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="way">What their names begin with: <c>layers</c>, and within a block <c>layers.3.shortcut</c>.</param>
    /// <param name="input">What comes before them.</param>
    public Value Add(ImmutableArray<LayerDefinition> layers, string way, Value input)
    {
        Value value = input;
        for (int i = 0; i < layers.Length; i++)
        {
            value = Add(layers[i], $"{way}.{i}", value);
        }

        return value;
    }

    private Value Add(LayerDefinition layer, string name, Value input) => layer switch
    {
        Conv2dDefinition conv => Activated(conv.Activation, name, Conv(conv, name, input)),
        DepthwiseConv2dDefinition conv => Add(conv.AsConv2d(input.Shape.Channels), name, input),
        DenseDefinition dense => Activated(dense.Activation, name, Dense(dense, name, input)),
        MaxPool2dDefinition pool => Pool("MaxPool", name, input, Window.Of(input.Shape, pool.Window, pool.Stride, pool.Padding)),
        AvgPool2dDefinition pool => Pool("AveragePool", name, input, Window.Of(input.Shape, pool.Window, pool.Stride, pool.Padding)),
        GlobalAvgPool2dDefinition => Vector(name, new Value(graph.Add("GlobalAveragePool", $"{name}.mean", [input.Name]), new FeatureShape(input.Shape.Channels))),
        FlattenDefinition => Vector(name, input),

        // Nothing is dropped after training.
        DropoutDefinition => input,
        ActivationDefinition activation => Activated(activation.Activation, name, input),
        BatchNormDefinition norm => Activated(
            norm.Activation, name, Norm("BatchNormalization", name, input, norm.Epsilon, [graph.Add(weights[$"{name}.running_mean"]), graph.Add(weights[$"{name}.running_var"])])),
        LayerNormDefinition norm => Activated(norm.Activation, name, Norm("LayerNormalization", name, input, norm.Epsilon, [], OnnxAttribute.Integer("axis", 1))),
        GroupNormDefinition norm => Activated(norm.Activation, name, Norm("GroupNormalization", name, input, norm.Epsilon, [], OnnxAttribute.Integer("num_groups", norm.Groups))),
        ResidualDefinition residual => Residual(residual, name, input),
        ConcatDefinition concat => Concat(concat, name, input),
        _ => throw new SweepException(ExitCode.Usage, $"{name} is a layer that the ONNX export does not know yet ({layer.GetType().Name})."),
    };

    private Value Conv(Conv2dDefinition conv, string name, Value input)
    {
        Window window = Window.Of(input.Shape, conv.Kernel, conv.Stride, conv.Padding);
        return new Value(
            graph.Add("Conv", name, [input.Name, .. Weights(name, conv.Bias)], [.. window.Attributes, OnnxAttribute.Integer("group", conv.Groups)]),
            new FeatureShape(conv.Filters, window.Rows.Output, window.Columns.Output));
    }

    private Value Dense(DenseDefinition dense, string name, Value input) => new(
        graph.Add("Gemm", name, [Vector(name, input).Name, .. Weights(name, dense.Bias)], OnnxAttribute.Integer("transB", 1)),
        new FeatureShape(dense.Units, IsFlat: true));

    private Value Norm(string operation, string name, Value input, double epsilon, string[] statistics, params ReadOnlySpan<ProtobufMessage> attributes) => input with
    {
        Name = graph.Add(operation, name, [input.Name, .. Weights(name, hasBias: true), .. statistics], [OnnxAttribute.Float("epsilon", epsilon), .. attributes]),
    };

    // Padding never wins a maximum and is not counted in a mean, which is what ONNX has without being told.
    private Value Pool(string operation, string name, Value input, Window window) => new(
        graph.Add(operation, name, [input.Name], window.Attributes),
        new FeatureShape(input.Shape.Channels, window.Rows.Output, window.Columns.Output));

    private Value Residual(ResidualDefinition residual, string name, Value input)
    {
        Value layers = Add(residual.Layers, $"{name}.layers", input);
        Value shortcut = Add(residual.Shortcut, $"{name}.shortcut", input);
        return Activated(residual.Activation, name, layers with { Name = graph.Add("Add", name, [layers.Name, shortcut.Name]) });
    }

    private Value Concat(ConcatDefinition concat, string name, Value input)
    {
        Value[] branches = [.. concat.Branches.Select((branch, i) => Add(branch, $"{name}.branches.{i}", input))];
        return new Value(
            graph.Add("Concat", name, [.. branches.Select(branch => branch.Name)], OnnxAttribute.Integer("axis", 1)),
            branches[0].Shape with { Channels = branches.Sum(branch => branch.Shape.Channels) });
    }

    // A vector stays as it is. Of an image channels come first, as in PyTorch, and the weights after it expect that.
    private Value Vector(string name, Value input) => input.Shape.IsFlat
        ? input
        : new Value(graph.Add("Flatten", $"{name}.flatten", [input.Name]), input.Shape with { IsFlat = true });

    private Value Activated(Kernels.Activation activation, string name, Value value) =>
        value with { Name = OnnxActivations.Add(graph, activation, name, value.Name) };

    private string[] Weights(string name, bool hasBias) =>
        hasBias ? [graph.Add(weights[$"{name}.weight"]), graph.Add(weights[$"{name}.bias"])] : [graph.Add(weights[$"{name}.weight"])];

    /// <summary>A sliding window with its border resolved, which ONNX takes as numbers.</summary>
    private readonly record struct Window(WindowAxis Rows, WindowAxis Columns)
    {
        public ProtobufMessage[] Attributes =>
        [
            OnnxAttribute.Integers("kernel_shape", Rows.Window, Columns.Window),
            OnnxAttribute.Integers("strides", Rows.Stride, Columns.Stride),
            OnnxAttribute.Integers("pads", Rows.Before, Columns.Before, Rows.After, Columns.After),
        ];

        public static Window Of(FeatureShape input, Extent window, Extent stride, Padding padding) => new(
            WindowAxis.Create(input.Height, window.Height, stride.Height, padding),
            WindowAxis.Create(input.Width, window.Width, stride.Width, padding));
    }
}
