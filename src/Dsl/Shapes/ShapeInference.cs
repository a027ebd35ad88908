using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Shapes;

/// <summary>Carries the shape of an example through the layers at one point, and counts parameters.</summary>
internal sealed class ShapeInference(Evaluator evaluator, ImageShape input)
{
    /// <summary>Tensors stay below this number of elements, 4 bytes each: Vulkan tells the bytes of a binding in 32 bits.</summary>
    public const long ElementLimit = 1L << 30;

    private readonly List<LayerSummary> _summaries = [];
    private FeatureShape _shape = new(input.Height, input.Width, input.Channels, IsFlat: false);
    private long _parameters;

    /// <summary>The first layer that does not fit; null when all do.</summary>
    public ShapeFault? Fault { get; private set; }

    /// <summary>Elements of the largest output of one example.</summary>
    public long LargestOutput { get; private set; }

    /// <summary>Shape of the network's output.</summary>
    public FeatureShape Output => _shape;

    /// <summary>The network's shapes; null when a layer does not fit, or when a value it needs is itself in error.</summary>
    public NetworkSummary? Infer(IReadOnlyList<Layer> layers)
    {
        LargestOutput = _shape.Elements;
        for (int i = 0; i < layers.Count; i++)
        {
            if (Apply(layers[i], i) is not { } applied)
            {
                return null;
            }

            (_shape, long parameters) = applied;
            _parameters += parameters;
            LargestOutput = Math.Max(LargestOutput, _shape.Elements);
            _summaries.Add(new LayerSummary(LayerWords.Of(layers[i]), _shape.ToString(), parameters));
            if (_shape.Elements >= ElementLimit || _parameters >= ElementLimit)
            {
                return Report(
                    i,
                    DiagnosticCatalogue.TensorTooLarge,
                    $"has an output of {_shape} and brings the network to {_parameters} parameters; an output of one example and all parameters together each stay below 2^30 values. Make it smaller.").Summary;
            }
        }

        return new NetworkSummary(_summaries.ToValueList(), _parameters);
    }

    private (FeatureShape Shape, long Parameters)? Apply(Layer layer, int index) => layer switch
    {
        Conv2dLayer conv => Conv(conv, index),
        DenseLayer dense => Dense(dense),
        MaxPool2dLayer pool => Pool(pool.Window, pool.Stride, pool.Padding, index),
        AvgPool2dLayer pool => Pool(pool.Window, pool.Stride, pool.Padding, index),
        GlobalAvgPool2dLayer => NeedsImage(index) ? null : (FeatureShape.Vector(_shape.Channels), 0),
        FlattenLayer => (FeatureShape.Vector(_shape.Elements), 0),
        _ => (_shape, 0),
    };

    private (FeatureShape Shape, long Parameters)? Conv(Conv2dLayer conv, int index)
    {
        if (NeedsImage(index) || Integer(conv.Filters) is not { } filters || Truth(conv.Bias) is not { } hasBias)
        {
            return null;
        }

        if (Outputs(conv.Kernel, conv.Stride, conv.Padding, index, isPool: false) is not { } outputs)
        {
            return null;
        }

        // Far beyond the limit the product stops growing, lest it leave 64 bits.
        long weights = Math.Min(outputs.WindowHeight * outputs.WindowWidth * _shape.Channels, ElementLimit) * filters;
        return (new FeatureShape(outputs.Height, outputs.Width, filters, IsFlat: false), weights + (hasBias ? filters : 0));
    }

    private (FeatureShape Shape, long Parameters)? Dense(DenseLayer dense) =>
        Integer(dense.Units) is { } units && Truth(dense.Bias) is { } hasBias
            ? (FeatureShape.Vector(units), (_shape.Elements * units) + (hasBias ? units : 0))
            : null;

    private (FeatureShape Shape, long Parameters)? Pool(ExtentSetting window, ExtentSetting stride, PaddingSetting padding, int index) =>
        !NeedsImage(index) && Outputs(window, stride, padding, index, isPool: true) is { } outputs
            ? (new FeatureShape(outputs.Height, outputs.Width, _shape.Channels, IsFlat: false), 0)
            : null;

    private (long Height, long Width, long WindowHeight, long WindowWidth)? Outputs(ExtentSetting window, ExtentSetting stride, PaddingSetting padding, int index, bool isPool)
    {
        if (Extent(window) is not { } extent || Extent(stride) is not { } step)
        {
            return null;
        }

        long pixels = 0;
        if (padding.Pixels is not null)
        {
            if (Integer(padding.Pixels, least: 0) is not { } border)
            {
                return null;
            }

            pixels = border;
        }

        string windowWord = isPool ? "window" : "kernel";
        if (isPool && pixels >= Math.Min(extent.Height, extent.Width) && pixels > 0)
        {
            Report(index, DiagnosticCatalogue.WindowDoesNotFit, $"has a border of {pixels} pixels and a window of {extent.Height}x{extent.Width}: some windows would lie wholly outside the image. Use fewer pixels than the window has.");
            return null;
        }

        long height = WindowArithmetic.Outputs(_shape.Height, extent.Height, step.Height, padding.Mode, pixels);
        long width = WindowArithmetic.Outputs(_shape.Width, extent.Width, step.Width, padding.Mode, pixels);
        if (height > 0 && width > 0)
        {
            return (height, width, extent.Height, extent.Width);
        }

        string border2 = pixels > 0 ? $" with {pixels} pixels of padding on each side" : "";
        Report(
            index, DiagnosticCatalogue.WindowDoesNotFit, $"has a {windowWord} of {extent.Height}x{extent.Width}, which does not fit into its input of {_shape} (height x width x channels){border2}. Use a smaller {windowWord}, 'padding: same', or fewer pools before it.");
        return null;
    }

    private bool NeedsImage(int index)
    {
        if (_shape.IsFlat)
        {
            Report(index, DiagnosticCatalogue.NeedsImage, $"needs an image (height x width x channels), and its input is a vector of {_shape}. Put it before the dense, flatten or global_avg_pool2d layer that made the vector.");
        }

        return _shape.IsFlat;
    }

    private (NetworkSummary? Summary, bool IsReported) Report(int layer, DiagnosticDescriptor rule, string message)
    {
        Fault = new ShapeFault(layer, rule, message);
        return (null, true);
    }

    private (long Height, long Width)? Extent(ExtentSetting extent) => Integer(extent.Height) is { } height && Integer(extent.Width) is { } width ? (height, width) : null;

    // Values out of range were reported where they stand; here they only end the inference.
    private long? Integer(Expression expression, int least = 1) =>
        evaluator.TryEvaluate(expression, out Expression? value, out _) && value is IntegerLiteral integer && integer.Value >= least ? integer.Value : null;

    private bool? Truth(Expression expression) => evaluator.TryEvaluate(expression, out Expression? value, out _) && value is TruthLiteral truth ? truth.Value : null;
}
