using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Makes the layers of a <see cref="ReferenceNetwork"/> from their definitions.</summary>
/// <param name="seed">The trial's seed, for dropout.</param>
public sealed class ReferenceLayers(uint seed)
{
    private int _nextNested = 256;

    /// <summary>The layers of a network's own list, and the shape after them.</summary>
    public (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Make(NetworkDefinition network)
    {
        List<ReferenceLayer> layers = [];
        FeatureShape shape = network.Input;
        foreach ((int index, LayerDefinition layer) in network.Layers.Index())
        {
            (ImmutableArray<ReferenceLayer> made, shape) = Make($"layers.{index}", index, layer, shape);
            layers.AddRange(made);
        }

        return ([.. layers], shape);
    }

    /// <summary>The layers that a definition becomes (an activation within a layer is a layer of its own here), and the shape after them.</summary>
    public (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Make(string name, int index, LayerDefinition definition, FeatureShape input) => definition switch
    {
        Conv2dDefinition { Groups: not 1 } conv => GroupedConv2d(name, conv, input),
        Conv2dDefinition conv => Conv2d(name, conv, input),
        DepthwiseConv2dDefinition conv => GroupedConv2d(name, conv.AsConv2d(input.Channels), input),
        DenseDefinition dense => Dense(name, dense, input),
        MaxPool2dDefinition pool => MaxPool2d(Window2d.Of(input, pool.Window, pool.Stride, pool.Padding), input),
        AvgPool2dDefinition pool => AvgPool2d(Window2d.Of(input, pool.Window, pool.Stride, pool.Padding), input),
        GlobalAvgPool2dDefinition => GlobalAvgPool2d(input),
        FlattenDefinition => ([], input with { IsFlat = true }),
        DropoutDefinition dropout => ([Dropout(name, index, dropout, input)], input),
        ActivationDefinition activation => ([Activation(ReferenceActivation.Of(activation.Activation))], input),
        BatchNormDefinition norm => BatchNorm(name, norm, input),
        LayerNormDefinition norm => GroupNorm(name, "layer_norm", 1, true, norm.Epsilon, norm.Activation, input),
        GroupNormDefinition norm => GroupNorm(name, "group_norm", norm.Groups, input.IsFlat, norm.Epsilon, norm.Activation, input),
        ResidualDefinition residual => Residual(name, residual, input),
        ConcatDefinition concat => Concat(name, concat, input),
        _ => throw new ArgumentException($"There is no reference for the layer {definition}."),
    };

    /// <summary>The layers of one way through a block, and the shape after them.</summary>
    public (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Way(string name, ImmutableArray<LayerDefinition> definitions, FeatureShape input)
    {
        List<ReferenceLayer> layers = [];
        FeatureShape shape = input;
        foreach ((int i, LayerDefinition definition) in definitions.Index())
        {
            (ImmutableArray<ReferenceLayer> made, shape) = Make($"{name}.{i}", _nextNested++, definition, shape);
            layers.AddRange(made);
        }

        return ([.. layers], shape);
    }

    private (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Residual(string name, ResidualDefinition definition, FeatureShape input)
    {
        (ImmutableArray<ReferenceLayer> layers, FeatureShape output) = Way($"{name}.layers", definition.Layers, input);
        (ImmutableArray<ReferenceLayer> shortcut, _) = Way($"{name}.shortcut", definition.Shortcut, input);
        ReferenceLayer sum = new($"{name}.residual")
        {
            Parameters = [.. layers.Concat(shortcut).SelectMany(layer => layer.Parameters)],
            RunningStatistics = [.. layers.Concat(shortcut).SelectMany(layer => layer.RunningStatistics)],
            Forward = (x, batch) => Added(ReferenceChain.Forward(layers, x, batch), ReferenceChain.Forward(shortcut, x, batch)),
            Backward = (x, dy, batch) =>
            {
                LayerGradients left = ReferenceChain.Backward(layers, x, dy, batch);
                LayerGradients right = ReferenceChain.Backward(shortcut, x, dy, batch);
                return new LayerGradients(Added(left.Input, right.Input), [.. left.Parameters, .. right.Parameters]);
            },
        };
        return ([sum, Activation(ReferenceActivation.Of(definition.Activation))], output);
    }

    private (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Concat(string name, ConcatDefinition definition, FeatureShape input)
    {
        (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output)[] branches = [.. definition.Branches.Select((branch, i) => Way($"{name}.branches.{i}", branch, input))];
        int[] channels = [.. branches.Select(branch => branch.Output.Channels)];
        ReferenceLayer concat = new($"{name}.concat")
        {
            Parameters = [.. branches.SelectMany(branch => branch.Layers).SelectMany(layer => layer.Parameters)],
            RunningStatistics = [.. branches.SelectMany(branch => branch.Layers).SelectMany(layer => layer.RunningStatistics)],
            Forward = (x, batch) => ReferenceConcat.Forward([.. branches.Select(branch => ReferenceChain.Forward(branch.Layers, x, batch))], channels),
            Backward = (x, dy, batch) =>
            {
                LayerGradients[] ways = [.. branches.Select((branch, i) => ReferenceChain.Backward(branch.Layers, x, ReferenceConcat.Take(dy, channels, i), batch))];
                return new LayerGradients(ways.Select(way => way.Input).Aggregate(Added), [.. ways.SelectMany(way => way.Parameters)]);
            },
        };
        return ([concat], branches[0].Output with { Channels = channels.Sum() });
    }

    private static double[] Added(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a + b)];

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Conv2d(string name, Conv2dDefinition conv, FeatureShape input)
    {
        Window2d window = Window2d.Of(input, conv.Kernel, conv.Stride, conv.Padding);
        (int c, int k) = (input.Channels, conv.Filters);
        ReferenceParameter weight = ReferenceParameter.ConvolutionWeight(name, window.Height, window.Width, c, k);
        ReferenceParameter? bias = conv.Bias ? ReferenceParameter.Bias(name, k) : null;
        ReferenceLayer layer = new($"{name}.conv2d")
        {
            Parameters = bias is null ? [weight] : [weight, bias],
            Forward = (x, batch) => ReferenceConv2d.Forward(x, weight.Values, bias?.Values, batch.Count, window, c, k).Values,
            Backward = (x, dy, batch) => new LayerGradients(
                ReferenceConv2d.BackwardInput(dy, weight.Values, batch.Count, window, c, k).Values,
                ReferenceConv2d.BackwardWeight(x, dy, batch.Count, window, c, k).Values,
                ReferenceConv2d.BackwardBias(dy, k).Values),
        };
        return ([layer, Activation(ReferenceActivation.Of(conv.Activation))], new FeatureShape(k, window.OutputHeight, window.OutputWidth));
    }

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) GroupedConv2d(string name, Conv2dDefinition conv, FeatureShape input)
    {
        Window2d window = Window2d.Of(input, conv.Kernel, conv.Stride, conv.Padding);
        ReferenceGroupedConv2d grouped = new(window, input.Channels, conv.Filters, conv.Groups);
        ReferenceParameter weight = ReferenceParameter.ConvolutionWeight(name, window.Height, window.Width, input.Channels / conv.Groups, conv.Filters);
        ReferenceParameter? bias = conv.Bias ? ReferenceParameter.Bias(name, conv.Filters) : null;
        ReferenceLayer layer = new($"{name}.grouped_conv2d")
        {
            Parameters = bias is null ? [weight] : [weight, bias],
            Forward = (x, batch) => grouped.Forward(x, weight.Values, bias?.Values, batch.Count).Values,
            Backward = (x, dy, batch) => new LayerGradients(
                grouped.BackwardInput(dy, weight.Values, batch.Count).Values,
                grouped.BackwardWeight(x, dy, batch.Count).Values,
                ReferenceConv2d.BackwardBias(dy, conv.Filters).Values),
        };
        return ([layer, Activation(ReferenceActivation.Of(conv.Activation))], new FeatureShape(conv.Filters, window.OutputHeight, window.OutputWidth));
    }

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Dense(string name, DenseDefinition dense, FeatureShape input)
    {
        (int inputs, int outputs) = (input.Elements, dense.Units);
        ReferenceParameter weight = ReferenceParameter.DenseWeight(name, input.Height, input.Width, input.Channels, outputs);
        ReferenceParameter? bias = dense.Bias ? ReferenceParameter.Bias(name, outputs) : null;
        ReferenceLayer layer = new($"{name}.dense")
        {
            Parameters = bias is null ? [weight] : [weight, bias],
            Forward = (x, batch) => ReferenceDense.Forward(x, weight.Values, bias?.Values, batch.Count, inputs, outputs).Values,
            Backward = (x, dy, batch) => new LayerGradients(
                ReferenceDense.BackwardInput(dy, weight.Values, batch.Count, inputs, outputs).Values,
                ReferenceDense.BackwardWeight(x, dy, batch.Count, inputs, outputs).Values,
                ReferenceDense.BackwardBias(dy, outputs).Values),
        };
        return ([layer, Activation(ReferenceActivation.Of(dense.Activation))], new FeatureShape(outputs, IsFlat: true));
    }

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) BatchNorm(string name, BatchNormDefinition definition, FeatureShape input)
    {
        int channels = input.IsFlat ? input.Elements : input.Channels;
        ReferenceParameter scale = ReferenceParameter.PerChannel($"{name}.weight", input, 1);
        ReferenceParameter shift = ReferenceParameter.PerChannel($"{name}.bias", input);
        ReferenceParameter mean = ReferenceParameter.PerChannel($"{name}.running_mean", input);
        ReferenceParameter variance = ReferenceParameter.PerChannel($"{name}.running_var", input, 1);
        ReferenceBatchNorm Of(ReferenceBatch batch) => new(channels, Math.Min(definition.Ghost ?? batch.Count, batch.Count) * (input.Elements / channels), definition.Epsilon);

        // A backward pass through a block makes the forward pass again: a batch counts once.
        ReferenceBatch? seen = null;
        double[] Forward(double[] x, ReferenceBatch batch)
        {
            if (!batch.IsTraining)
            {
                return Of(batch).Apply(x, scale.Values, shift.Values, mean.Values, variance.Values);
            }

            if (!ReferenceEquals(batch, seen))
            {
                Of(batch).MoveOn(x, definition.Momentum, mean.Values, variance.Values);
                seen = batch;
            }

            return Of(batch).Forward(x, scale.Values, shift.Values);
        }

        ReferenceLayer layer = new($"{name}.batch_norm")
        {
            Parameters = [scale, shift],
            RunningStatistics = [mean, variance],
            Forward = Forward,
            Backward = (x, dy, batch) => Of(batch).Backward(x, dy, scale.Values),
        };
        return ([layer, Activation(ReferenceActivation.Of(definition.Activation))], input);
    }

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) GroupNorm(
        string name, string kind, int groups, bool isPerElement, double epsilon, Activation activation, FeatureShape input)
    {
        ReferenceParameter scale = isPerElement ? ReferenceParameter.PerFeature($"{name}.weight", input) : ReferenceParameter.PerChannel($"{name}.weight", input);
        ReferenceParameter shift = isPerElement ? ReferenceParameter.PerFeature($"{name}.bias", input) : ReferenceParameter.PerChannel($"{name}.bias", input);
        Array.Fill(scale.Values, 1);
        ReferenceGroupNorm norm = new(input.Height * input.Width, input.Channels, groups, epsilon);
        ReferenceLayer layer = new($"{name}.{kind}")
        {
            Parameters = [scale, shift],
            Forward = (x, _) => norm.Forward(x, scale.Values, shift.Values),
            Backward = (x, dy, _) => norm.Backward(x, dy, scale.Values),
        };
        return ([layer, Activation(ReferenceActivation.Of(activation))], input);
    }

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) MaxPool2d(Window2d window, FeatureShape input)
    {
        ReferenceLayer layer = new("max_pool2d")
        {
            Forward = (x, batch) => ReferenceMaxPool2d.Forward(x, batch.Count, window, input.Channels),
            Backward = (x, dy, batch) => new LayerGradients(ReferenceMaxPool2d.Backward(x, dy, batch.Count, window, input.Channels).Values),
        };
        return ([layer], new FeatureShape(input.Channels, window.OutputHeight, window.OutputWidth));
    }

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) AvgPool2d(Window2d window, FeatureShape input)
    {
        ReferenceLayer layer = new("avg_pool2d")
        {
            Forward = (x, batch) => ReferenceAvgPool2d.Forward(x, batch.Count, window, input.Channels).Values,
            Backward = (_, dy, batch) => new LayerGradients(ReferenceAvgPool2d.Backward(dy, batch.Count, window, input.Channels).Values),
        };
        return ([layer], new FeatureShape(input.Channels, window.OutputHeight, window.OutputWidth));
    }

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) GlobalAvgPool2d(FeatureShape input)
    {
        (ImmutableArray<ReferenceLayer> layers, _) = AvgPool2d(new Window2d(input.Height, input.Width, input.Height, input.Width), input);
        return (layers, new FeatureShape(input.Channels, IsFlat: true));
    }

    private static ReferenceLayer Activation(ReferenceActivation activation) => new(activation.Name)
    {
        Forward = (x, _) => activation.Forward(x),
        Backward = (x, dy, _) => new LayerGradients(activation.Backward(x, dy)),
    };

    private ReferenceLayer Dropout(string name, int index, DropoutDefinition dropout, FeatureShape input)
    {
        double[] Apply(double[] values, ReferenceBatch batch) => batch.IsTraining
            ? ReferenceDropout.Apply(
                values, ReferenceDropout.Mask(seed, index, batch.Epoch, batch.Examples.AsSpan(), input.Elements, dropout.Rate))
            : values;

        return new ReferenceLayer($"{name}.dropout")
        {
            Forward = Apply,
            Backward = (_, dy, batch) => new LayerGradients(Apply(dy, batch)),
        };
    }
}
