using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network.Layers;

namespace SweepDsl.Runtime.Network;

/// <summary>Makes the layers of one network from their definitions: infers shapes, refuses what does not fit, places parameters one after another.</summary>
internal sealed class LayerFactory
{
    private int _nextFloat;
    private int _nextRunning;
    private int _nextNested = LayerPlace.FirstNested;

    /// <summary>The layers of the experiment's own list.</summary>
    /// <param name="definitions">The layers, in order.</param>
    /// <param name="input">Shape of one example before them.</param>
    /// <exception cref="ArgumentException">A layer does not fit its input.</exception>
    public LayerSequence Create(ImmutableArray<LayerDefinition> definitions, FeatureShape input) => Sequence(definitions, input, LayerPlace.Of);

    private LayerSequence Sequence(ImmutableArray<LayerDefinition> definitions, FeatureShape input, Func<int, LayerPlace> placeOf)
    {
        ImmutableArray<Layer>.Builder layers = ImmutableArray.CreateBuilder<Layer>(definitions.Length);
        FeatureShape shape = input;
        foreach (LayerDefinition definition in definitions)
        {
            Layer layer = Create(definition, placeOf(layers.Count), shape);
            shape = layer.Output;
            layers.Add(layer);
        }

        return new LayerSequence(input, layers.ToImmutable());
    }

    /// <summary>The layers of one way through a block.</summary>
    /// <param name="definitions">The layers.</param>
    /// <param name="input">Shape of one example before the block.</param>
    /// <param name="block">The block.</param>
    /// <param name="name">What the way is called in names of tensors.</param>
    /// <param name="number">What stands before the layers' numbers in messages.</param>
    private LayerSequence Way(ImmutableArray<LayerDefinition> definitions, FeatureShape input, LayerPlace block, string name, string number) =>
        Sequence(definitions, input, index => new LayerPlace($"{block.Name}.{name}.{index}", $"{number}.{index}", _nextNested++));

    private Layer Create(LayerDefinition definition, LayerPlace place, FeatureShape input) => definition switch
    {
        Conv2dDefinition { Groups: not 1 } conv => CreateGroupedConv2d("conv2d", conv, place, input),
        Conv2dDefinition conv => CreateConv2d(conv, place, input),
        DepthwiseConv2dDefinition conv => CreateGroupedConv2d("depthwise_conv2d", conv.AsConv2d(input.Channels), place, input),
        DenseDefinition dense => CreateDense(dense, place, input),
        MaxPool2dDefinition pool => new MaxPool2dLayer(place, input, Window("max_pool2d", place, input, pool.Window, pool.Stride, pool.Padding)),
        AvgPool2dDefinition pool => new AvgPool2dLayer(
            place, "avg_pool2d", input, Window("avg_pool2d", place, input, pool.Window, pool.Stride, pool.Padding), isGlobal: false),
        GlobalAvgPool2dDefinition => CreateGlobalAveragePool(place, input),
        FlattenDefinition => new FlattenLayer(place, input),
        DropoutDefinition dropout => new DropoutLayer(place, input, dropout.Rate),
        ActivationDefinition activation => new ActivationLayer(place, input, activation.Activation),
        BatchNormDefinition norm => CreateBatchNorm(norm, place, input),
        LayerNormDefinition norm => CreateLayerNorm(norm, place, input),
        GroupNormDefinition norm => CreateGroupNorm(norm, place, input),
        ResidualDefinition residual => CreateResidual(residual, place, input),
        ConcatDefinition concat => CreateConcat(concat, place, input),
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "Unknown kind of layer."),
    };

    private ResidualLayer CreateResidual(ResidualDefinition definition, LayerPlace place, FeatureShape input)
    {
        LayerSequence layers = Way(definition.Layers, input, place, "layers", place.Number);
        LayerSequence shortcut = Way(definition.Shortcut, input, place, "shortcut", $"{place.Number}.shortcut");
        return layers.Output == shortcut.Output
            ? new ResidualLayer(place, layers, shortcut, definition.Activation)
            : throw new ArgumentException(
                $"Layer {place.Number} (residual) adds {layers.Output} to {shortcut.Output} of its shortcut; both must be alike.", nameof(definition));
    }

    private ConcatLayer CreateConcat(ConcatDefinition definition, LayerPlace place, FeatureShape input)
    {
        ImmutableArray<LayerSequence> branches = [.. definition.Branches.Select((branch, i) => Way(branch, input, place, $"branches.{i}", $"{place.Number}.{i}"))];
        FeatureShape first = branches[0].Output;
        if (branches.FirstOrDefault(branch => branch.Output with { Channels = first.Channels } != first) is { } other)
        {
            throw new ArgumentException(
                $"Layer {place.Number} (concat) puts {other.Output} beside {first}; all branches must have one height and width, or all be vectors.", nameof(definition));
        }

        return new ConcatLayer(place, input, first with { Channels = branches.Sum(branch => branch.Output.Channels) }, branches);
    }

    private Conv2dLayer CreateConv2d(Conv2dDefinition definition, LayerPlace place, FeatureShape input)
    {
        WindowGeometry window = Window("conv2d", place, input, definition.Kernel, definition.Stride, definition.Padding);
        Fans fans = new(window.Taps * input.Channels, window.Taps * definition.Filters, definition.Initializer);
        return new Conv2dLayer(
            place,
            input,
            new FeatureShape(definition.Filters, window.OutputHeight, window.OutputWidth),
            new ConvolutionGeometry(window, input.Channels, definition.Filters),
            definition.Activation,
            Weight(place, new ConvolutionWeightLayout(definition.Kernel, input.Channels, definition.Filters), fans),
            definition.Bias ? Bias(place, definition.Filters, fans) : null);
    }

    private GroupedConv2dLayer CreateGroupedConv2d(string kind, Conv2dDefinition definition, LayerPlace place, FeatureShape input)
    {
        WindowGeometry window = Window(kind, place, input, definition.Kernel, definition.Stride, definition.Padding);
        int groups = definition.Groups;
        if (groups < 1 || input.Channels % groups != 0 || definition.Filters % groups != 0)
        {
            throw new ArgumentException(
                $"Layer {place.Number} ({kind}) cannot make {groups} groups of the {input.Channels} channels of {input} and of {definition.Filters} filters.", nameof(definition));
        }

        GroupedConvolutionGeometry geometry = new(window, input.Channels, definition.Filters, groups);
        Fans fans = new(geometry.FanIn, window.Taps * geometry.GroupOutputs, definition.Initializer);
        return new GroupedConv2dLayer(
            place,
            kind,
            input,
            new FeatureShape(definition.Filters, window.OutputHeight, window.OutputWidth),
            geometry,
            definition.Activation,
            Weight(place, new ConvolutionWeightLayout(definition.Kernel, geometry.GroupInputs, definition.Filters), fans),
            definition.Bias ? Bias(place, definition.Filters, fans) : null);
    }

    private DenseLayer CreateDense(DenseDefinition definition, LayerPlace place, FeatureShape input)
    {
        Fans fans = new(input.Elements, definition.Units, definition.Initializer);
        return new DenseLayer(
            place,
            input,
            new FeatureShape(definition.Units, IsFlat: true),
            definition.Activation,
            Weight(place, new DenseWeightLayout(input, definition.Units), fans),
            definition.Bias ? Bias(place, definition.Units, fans) : null);
    }

    private BatchNormLayer CreateBatchNorm(BatchNormDefinition definition, LayerPlace place, FeatureShape input)
    {
        WeightLayout layout = PerChannel(input);
        (ParameterTensor scale, ParameterTensor shift) = ScaleAndShift(place, layout);
        return new BatchNormLayer(place, input, definition, scale, shift, Running(place, "running_mean", ParameterRole.RunningMean, layout), Running(place, "running_var", ParameterRole.RunningVariance, layout));
    }

    private GroupNormLayer CreateLayerNorm(LayerNormDefinition definition, LayerPlace place, FeatureShape input)
    {
        (ParameterTensor scale, ParameterTensor shift) = ScaleAndShift(place, new FeatureLayout(input));
        return new GroupNormLayer(place, "layer_norm", input, groups: 1, definition.Epsilon, definition.Activation, scale, shift);
    }

    private GroupNormLayer CreateGroupNorm(GroupNormDefinition definition, LayerPlace place, FeatureShape input)
    {
        if (definition.Groups < 1 || input.Channels % definition.Groups != 0)
        {
            throw new ArgumentException($"Layer {place.Number} (group_norm) cannot make {definition.Groups} groups of the {input.Channels} channels of {input}.", nameof(definition));
        }

        (ParameterTensor scale, ParameterTensor shift) = ScaleAndShift(place, PerChannel(input));
        return new GroupNormLayer(place, "group_norm", input, definition.Groups, definition.Epsilon, definition.Activation, scale, shift);
    }

    // Of a flattened image each value is a feature of its own, as PyTorch has it.
    private static WeightLayout PerChannel(FeatureShape input) => input.IsFlat ? new FeatureLayout(input) : new BiasLayout(input.Channels);

    private static AvgPool2dLayer CreateGlobalAveragePool(LayerPlace place, FeatureShape input)
    {
        Extent image = new(input.Height, input.Width);
        const string kind = "global_avg_pool2d";
        return new AvgPool2dLayer(place, kind, input, Window(kind, place, input, image, image, Padding.Valid), isGlobal: true);
    }

    private static WindowGeometry Window(string kind, LayerPlace place, FeatureShape input, Extent window, Extent stride, Padding padding)
    {
        if (input.IsFlat)
        {
            throw new ArgumentException($"Layer {place.Number} ({kind}) needs an image, but what comes before it is a vector of {input}.", nameof(input));
        }

        WindowAxis rows = WindowAxis.Create(input.Height, window.Height, stride.Height, padding);
        WindowAxis columns = WindowAxis.Create(input.Width, window.Width, stride.Width, padding);
        if (rows.Output < 1 || columns.Output < 1)
        {
            throw new ArgumentException(
                $"Layer {place.Number} ({kind}) has a window of {window.Height}x{window.Width}, which does not fit its input of {input}.", nameof(input));
        }

        return new WindowGeometry(
            rows.Input, columns.Input, rows.Window, columns.Window, rows.Stride, columns.Stride, rows.Before, columns.Before, rows.Output, columns.Output);
    }

    private ParameterTensor Weight(LayerPlace place, WeightLayout layout, Fans fans) => Place(place, "weight", ParameterRole.Weight, layout, fans);

    private ParameterTensor Bias(LayerPlace place, int length, Fans fans) => Place(place, "bias", ParameterRole.Bias, new BiasLayout(length), fans);

    private (ParameterTensor Scale, ParameterTensor Shift) ScaleAndShift(LayerPlace place, WeightLayout layout)
    {
        Fans none = new(1, 1, Initializer.Zeros);
        return (Place(place, "weight", ParameterRole.Scale, layout, none), Place(place, "bias", ParameterRole.Bias, layout, none));
    }

    private ParameterTensor Running(LayerPlace place, string name, ParameterRole role, WeightLayout layout)
    {
        ParameterTensor tensor = new($"{place.Name}.{name}", place.Stream, role, layout, FanIn: 1, FanOut: 1, Initializer.Zeros, _nextRunning);
        _nextRunning = tensor.FloatEnd;
        return tensor;
    }

    private ParameterTensor Place(LayerPlace place, string name, ParameterRole role, WeightLayout layout, Fans fans)
    {
        ParameterTensor tensor = new($"{place.Name}.{name}", place.Stream, role, layout, fans.In, fans.Out, fans.Initializer, _nextFloat);
        _nextFloat = tensor.FloatEnd;
        return tensor;
    }

    /// <summary>What a layer's initial weights are drawn by.</summary>
    private readonly record struct Fans(int In, int Out, Initializer Initializer);
}
