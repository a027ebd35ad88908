using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Makes the layers of a <see cref="ReferenceNetwork"/> from their definitions.</summary>
/// <param name="seed">The trial's seed, for dropout.</param>
public sealed class ReferenceLayers(uint seed)
{
    /// <summary>The layers that a definition becomes (an activation within a layer is a layer of its own here), and the shape after them.</summary>
    public (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Make(int index, LayerDefinition definition, FeatureShape input) => definition switch
    {
        Conv2dDefinition conv => Conv2d(index, conv, input),
        DenseDefinition dense => Dense(index, dense, input),
        MaxPool2dDefinition pool => MaxPool2d(Window2d.Of(input, pool.Window, pool.Stride, pool.Padding), input),
        AvgPool2dDefinition pool => AvgPool2d(Window2d.Of(input, pool.Window, pool.Stride, pool.Padding), input),
        GlobalAvgPool2dDefinition => GlobalAvgPool2d(input),
        FlattenDefinition => ([], input with { IsFlat = true }),
        DropoutDefinition dropout => ([Dropout(index, dropout, input)], input),
        ActivationDefinition activation => ([Activation(ReferenceActivation.Of(activation.Activation))], input),
        _ => throw new ArgumentException($"There is no reference for the layer {definition}."),
    };

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Conv2d(int index, Conv2dDefinition conv, FeatureShape input)
    {
        Window2d window = Window2d.Of(input, conv.Kernel, conv.Stride, conv.Padding);
        (int c, int k) = (input.Channels, conv.Filters);
        ReferenceParameter weight = ReferenceParameter.ConvolutionWeight(index, window.Height, window.Width, c, k);
        ReferenceParameter? bias = conv.Bias ? ReferenceParameter.Bias(index, k) : null;
        ReferenceLayer layer = new($"layers.{index}.conv2d")
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

    private static (ImmutableArray<ReferenceLayer> Layers, FeatureShape Output) Dense(int index, DenseDefinition dense, FeatureShape input)
    {
        (int inputs, int outputs) = (input.Elements, dense.Units);
        ReferenceParameter weight = ReferenceParameter.DenseWeight(index, input.Height, input.Width, input.Channels, outputs);
        ReferenceParameter? bias = dense.Bias ? ReferenceParameter.Bias(index, outputs) : null;
        ReferenceLayer layer = new($"layers.{index}.dense")
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

    private ReferenceLayer Dropout(int index, DropoutDefinition dropout, FeatureShape input)
    {
        double[] Apply(double[] values, ReferenceBatch batch) => batch.IsTraining
            ? ReferenceDropout.Apply(
                values, ReferenceDropout.Mask(seed, index, batch.Epoch, batch.Examples.AsSpan(), input.Elements, dropout.Rate))
            : values;

        return new ReferenceLayer($"layers.{index}.dropout")
        {
            Forward = Apply,
            Backward = (_, dy, batch) => new LayerGradients(Apply(dy, batch)),
        };
    }
}
