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
    private readonly List<(string, BatchNormLayer, FeatureShape)> _vectorNorms = [];
    private readonly WindowInference _windows = new(evaluator);
    private long _parameters;

    /// <summary>The first layer that does not fit; null when all do.</summary>
    public ShapeFault? Fault { get; private set; }

    /// <summary>The batch norms whose input has one value for each channel and example, with their numbers and inputs.</summary>
    public IReadOnlyList<(string Number, BatchNormLayer Layer, FeatureShape Input)> VectorNorms => _vectorNorms;

    /// <summary>Elements of the largest output of one example.</summary>
    public long LargestOutput { get; private set; }

    /// <summary>Shape of the network's output.</summary>
    public FeatureShape Output { get; private set; }

    /// <summary>The network's shapes; null when a layer does not fit, or when a value it needs is itself in error.</summary>
    public NetworkSummary? Infer(ValueList<Layer> layers)
    {
        FeatureShape shape = new(input.Height, input.Width, input.Channels, IsFlat: false);
        LargestOutput = shape.Elements;
        if (Sequence(layers, "", shape) is not { } output)
        {
            return null;
        }

        Output = output;
        return new NetworkSummary(_summaries.ToValueList(), _parameters);
    }

    private FeatureShape? Sequence(ValueList<Layer> layers, string number, FeatureShape input)
    {
        FeatureShape shape = input;
        for (int i = 0; i < layers.Count; i++)
        {
            if (One(new(layers[i], LayerNumbers.In(number, i), shape)) is not { } output)
            {
                return null;
            }

            shape = output;
        }

        return shape;
    }

    private FeatureShape? One(PlacedLayer layer)
    {
        long before = _parameters;
        if (Apply(layer) is not (FeatureShape shape, long parameters))
        {
            return null;
        }

        _parameters += parameters;
        LargestOutput = Math.Max(LargestOutput, shape.Elements);
        _summaries.Add(new LayerSummary(layer.Number, LayerWords.Of(layer.Layer), shape.ToString(), _parameters - before));
        if (shape.Elements >= ElementLimit || _parameters >= ElementLimit)
        {
            Report(
                layer,
                DiagnosticCatalogue.TensorTooLarge,
                $"has an output of {shape} and brings the network to {_parameters} parameters; an output of one example and all parameters together each stay below 2^30 values. Make it smaller.");
            return null;
        }

        return shape;
    }

    /// <summary>The layer's output and the parameters of its own; those of layers within it are counted with them.</summary>
    private (FeatureShape Shape, long Parameters)? Apply(PlacedLayer placed) => placed.Layer switch
    {
        Conv2dLayer conv => Conv(conv, placed),
        DepthwiseConv2dLayer conv => Depthwise(conv, placed),
        DenseLayer dense => Dense(dense, placed.Input),
        MaxPool2dLayer pool => Pool(pool.Window, pool.Stride, pool.Padding, placed),
        AvgPool2dLayer pool => Pool(pool.Window, pool.Stride, pool.Padding, placed),
        GlobalAvgPool2dLayer => NeedsImage(placed) ? null : (FeatureShape.Vector(placed.Input.Channels), 0),
        FlattenLayer => (placed.Input with { IsFlat = true }, 0),
        BatchNormLayer norm => BatchNorm(norm, placed),
        LayerNormLayer => NormOfOneValue(placed, placed.Input.Elements) ? null : (placed.Input, 2 * placed.Input.Elements),
        GroupNormLayer norm => GroupNorm(norm, placed),
        ResidualLayer residual => Residual(residual, placed),
        ConcatLayer concat => Concat(concat, placed),
        _ => (placed.Input, 0),
    };

    // A flattened image has a scale and a shift for each of its values, as PyTorch has it.
    private (FeatureShape Shape, long Parameters)? BatchNorm(BatchNormLayer norm, PlacedLayer placed)
    {
        FeatureShape input = placed.Input;
        if (input.IsFlat || (input.Height == 1 && input.Width == 1))
        {
            _vectorNorms.Add((placed.Number, norm, input));
        }

        return (input, 2 * (input.IsFlat ? input.Elements : input.Channels));
    }

    private (FeatureShape Shape, long Parameters)? GroupNorm(GroupNormLayer norm, PlacedLayer placed)
    {
        FeatureShape input = placed.Input;
        if (evaluator.WholeNumber(norm.Groups) is not { } groups || !Divides(groups, input.Channels, "groups", placed) || NormOfOneValue(placed, input.Elements / groups))
        {
            return null;
        }

        return (input, 2 * (input.IsFlat ? input.Elements : input.Channels));
    }

    // What is left of a single value less its own mean is 0, whatever it was.
    private bool NormOfOneValue(PlacedLayer placed, long values)
    {
        if (values == 1)
        {
            Report(
                placed,
                DiagnosticCatalogue.NormOfOneValue,
                $"takes each mean over a single value of its input of {placed.Input}: every value is its own mean, so nothing goes through. {(placed.Layer is GroupNormLayer ? "Use fewer groups." : "Take it out.")}");
        }

        return values == 1;
    }

    private bool Divides(long groups, long channels, string key, PlacedLayer placed)
    {
        if (channels % groups != 0)
        {
            Report(
                placed,
                DiagnosticCatalogue.GroupsDoNotDivide,
                $"has '{key}: {groups}' and an input of {placed.Input}, whose {channels} channels make no {groups} equal groups. Use a number that divides {channels}.");
        }

        return channels % groups == 0;
    }

    private (FeatureShape Shape, long Parameters)? Residual(ResidualLayer residual, PlacedLayer placed)
    {
        if (Sequence(residual.Layers, placed.Number, placed.Input) is not { } output
            || Sequence(residual.Shortcut, LayerNumbers.Shortcut(placed.Number), placed.Input) is not { } shortcut)
        {
            return null;
        }

        if (output == shortcut)
        {
            return (output, 0);
        }

        string other = residual.Shortcut.Count == 0 ? $"its input is {shortcut}" : $"its shortcut gives {shortcut}";
        string remedy = output.IsFlat || shortcut.IsFlat ? "" : ", for instance with a 1x1 conv2d of as many filters and the same stride on the shortcut";
        Report(placed, DiagnosticCatalogue.BranchesDiffer, $"has layers that give {output}, and {other}: what is added must be alike. Make them alike{remedy}.");
        return null;
    }

    private (FeatureShape Shape, long Parameters)? Concat(ConcatLayer concat, PlacedLayer placed)
    {
        List<FeatureShape> outputs = [];
        for (int i = 0; i < concat.Branches.Count; i++)
        {
            if (Sequence(concat.Branches[i], LayerNumbers.Branch(placed.Number, i), placed.Input) is not { } output)
            {
                return null;
            }

            outputs.Add(output);
            if (output with { Channels = 1 } != outputs[0] with { Channels = 1 })
            {
                Report(
                    placed,
                    DiagnosticCatalogue.BranchesDiffer,
                    $"has a branch 0 that gives {Extents(outputs[0])} and a branch {i} that gives {Extents(output)}: branches lie side by side along the channels, so all must have one height and width, or all be vectors.");
                return null;
            }
        }

        return (outputs[0] with { Channels = outputs.Sum(output => output.Channels) }, 0);
    }

    // A flattened image is told as a vector, and yet two of them may differ in what they were.
    private static string Extents(FeatureShape shape) =>
        shape is { IsFlat: true, Height: > 1 } or { IsFlat: true, Width: > 1 } ? $"{shape} (a flattened image of {shape with { IsFlat = false }})" : $"{shape}";

    private (FeatureShape Shape, long Parameters)? Conv(Conv2dLayer conv, PlacedLayer placed)
    {
        if (NeedsImage(placed) || evaluator.WholeNumber(conv.Filters) is not { } filters)
        {
            return null;
        }

        long? groups = conv.Groups is null ? 1 : evaluator.WholeNumber(conv.Groups);
        return groups is { } count && Divides(count, placed.Input.Channels, "groups", placed) && GroupsFilters(count, filters, placed)
            ? Convolved(conv.Kernel, conv.Stride, conv.Padding, conv.Bias, placed, placed.Input.Channels / count, filters)
            : null;
    }

    private (FeatureShape Shape, long Parameters)? Depthwise(DepthwiseConv2dLayer conv, PlacedLayer placed) =>
        !NeedsImage(placed) && evaluator.WholeNumber(conv.Multiplier) is { } multiplier
            ? Convolved(conv.Kernel, conv.Stride, conv.Padding, conv.Bias, placed, 1, multiplier * placed.Input.Channels)
            : null;

    private (FeatureShape Shape, long Parameters)? Convolved(
        ExtentSetting kernel, ExtentSetting stride, PaddingSetting padding, Expression bias, PlacedLayer placed, long groupInputs, long filters)
    {
        if (evaluator.TruthValue(bias) is not { } hasBias || Windows(kernel, stride, padding, placed, isPool: false) is not { } outputs)
        {
            return null;
        }

        // Far beyond the limit the product stops growing, lest it leave 64 bits.
        long weights = Math.Min(outputs.WindowHeight * outputs.WindowWidth * groupInputs, ElementLimit) * filters;
        return (new FeatureShape(outputs.Height, outputs.Width, filters, IsFlat: false), weights + (hasBias ? filters : 0));
    }

    private bool GroupsFilters(long groups, long filters, PlacedLayer placed)
    {
        if (filters % groups != 0)
        {
            Report(
                placed,
                DiagnosticCatalogue.GroupsDoNotDivide,
                $"has 'groups: {groups}' and 'filters: {filters}', which make no {groups} equal groups. Use a number that divides {filters} and the {placed.Input.Channels} channels of its input.");
        }

        return filters % groups == 0;
    }

    private (FeatureShape Shape, long Parameters)? Dense(DenseLayer dense, FeatureShape input) =>
        evaluator.WholeNumber(dense.Units) is { } units && evaluator.TruthValue(dense.Bias) is { } hasBias
            ? (FeatureShape.Vector(units), (input.Elements * units) + (hasBias ? units : 0))
            : null;

    private (FeatureShape Shape, long Parameters)? Pool(ExtentSetting window, ExtentSetting stride, PaddingSetting padding, PlacedLayer placed) =>
        !NeedsImage(placed) && Windows(window, stride, padding, placed, isPool: true) is { } outputs
            ? (new FeatureShape(outputs.Height, outputs.Width, placed.Input.Channels, IsFlat: false), 0)
            : null;

    private WindowOutputs? Windows(ExtentSetting window, ExtentSetting stride, PaddingSetting padding, PlacedLayer placed, bool isPool)
    {
        WindowOutputs? outputs = _windows.Infer(window, stride, padding, placed.Input, isPool, out string? fault);
        if (fault is not null)
        {
            Report(placed, DiagnosticCatalogue.WindowDoesNotFit, fault);
        }

        return outputs;
    }

    private bool NeedsImage(PlacedLayer placed)
    {
        if (placed.Input.IsFlat)
        {
            Report(placed, DiagnosticCatalogue.NeedsImage, $"needs an image (height x width x channels), and its input is a vector of {placed.Input}. Put it before the dense, flatten or global_avg_pool2d layer that made the vector.");
        }

        return placed.Input.IsFlat;
    }

    private void Report(PlacedLayer placed, DiagnosticDescriptor rule, string message) =>
        Fault = new ShapeFault(placed.Number, LayerWords.Of(placed.Layer), rule, message);

    /// <summary>A layer with its number and the shape before it.</summary>
    private sealed record PlacedLayer(Layer Layer, string Number, FeatureShape Input);
}
