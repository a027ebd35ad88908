using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network.Layers;

namespace SweepDsl.Runtime.Network;

/// <summary>Makes layers from their definitions: infers shapes, refuses what does not fit, places parameters.</summary>
internal static class LayerFactory
{
    /// <summary>The layer that a definition describes.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="index">Its number in the experiment.</param>
    /// <param name="input">Shape of one example before it.</param>
    /// <param name="floatOffset">First free value of the flat parameter buffer.</param>
    /// <exception cref="ArgumentException">It does not fit its input.</exception>
    public static Layer Create(LayerDefinition definition, int index, FeatureShape input, int floatOffset) => definition switch
    {
        Conv2dDefinition conv => CreateConv2d(conv, index, input, floatOffset),
        DenseDefinition dense => CreateDense(dense, index, input, floatOffset),
        MaxPool2dDefinition pool => new MaxPool2dLayer(index, input, Window("max_pool2d", index, input, pool.Window, pool.Stride, pool.Padding)),
        AvgPool2dDefinition pool => new AvgPool2dLayer(
            index, "avg_pool2d", input, Window("avg_pool2d", index, input, pool.Window, pool.Stride, pool.Padding), isGlobal: false),
        GlobalAvgPool2dDefinition => CreateGlobalAveragePool(index, input),
        FlattenDefinition => new FlattenLayer(index, input),
        DropoutDefinition dropout => new DropoutLayer(index, input, dropout.Rate),
        ActivationDefinition activation => new ActivationLayer(index, input, activation.Activation),
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "Unknown kind of layer."),
    };

    private static Conv2dLayer CreateConv2d(Conv2dDefinition definition, int index, FeatureShape input, int floatOffset)
    {
        WindowGeometry window = Window("conv2d", index, input, definition.Kernel, definition.Stride, definition.Padding);
        ParameterPlacement placement = new(index, window.Taps * input.Channels, window.Taps * definition.Filters, definition.Initializer, floatOffset);
        return new Conv2dLayer(
            index,
            input,
            new FeatureShape(definition.Filters, window.OutputHeight, window.OutputWidth),
            new ConvolutionGeometry(window, input.Channels, definition.Filters),
            definition.Activation,
            placement.Weight(new ConvolutionWeightLayout(definition.Kernel, input.Channels, definition.Filters)),
            definition.Bias ? placement.Bias(definition.Filters) : null);
    }

    private static DenseLayer CreateDense(DenseDefinition definition, int index, FeatureShape input, int floatOffset)
    {
        ParameterPlacement placement = new(index, input.Elements, definition.Units, definition.Initializer, floatOffset);
        return new DenseLayer(
            index,
            input,
            new FeatureShape(definition.Units, IsFlat: true),
            definition.Activation,
            placement.Weight(new DenseWeightLayout(input, definition.Units)),
            definition.Bias ? placement.Bias(definition.Units) : null);
    }

    private static AvgPool2dLayer CreateGlobalAveragePool(int index, FeatureShape input)
    {
        Extent image = new(input.Height, input.Width);
        const string kind = "global_avg_pool2d";
        return new AvgPool2dLayer(index, kind, input, Window(kind, index, input, image, image, Padding.Valid), isGlobal: true);
    }

    private static WindowGeometry Window(string kind, int index, FeatureShape input, Extent window, Extent stride, Padding padding)
    {
        if (input.IsFlat)
        {
            throw new ArgumentException($"Layer {index} ({kind}) needs an image, but what comes before it is a vector of {input}.", nameof(input));
        }

        WindowAxis rows = WindowAxis.Create(input.Height, window.Height, stride.Height, padding);
        WindowAxis columns = WindowAxis.Create(input.Width, window.Width, stride.Width, padding);
        if (rows.Output < 1 || columns.Output < 1)
        {
            throw new ArgumentException($"Layer {index} ({kind}) has a window of {window.Height}x{window.Width}, which does not fit its input of {input}.", nameof(input));
        }

        return new WindowGeometry(
            rows.Input, columns.Input, rows.Window, columns.Window, rows.Stride, columns.Stride, rows.Before, columns.Before, rows.Output, columns.Output);
    }

    /// <summary>Places a layer's weight and then its bias in the flat parameter buffer.</summary>
    private sealed class ParameterPlacement(int layer, int fanIn, int fanOut, Initializer initializer, int floatOffset)
    {
        private int _next = floatOffset;

        public ParameterTensor Weight(WeightLayout layout) => Place("weight", ParameterRole.Weight, layout);

        public ParameterTensor Bias(int length) => Place("bias", ParameterRole.Bias, new BiasLayout(length));

        private ParameterTensor Place(string name, ParameterRole role, WeightLayout layout)
        {
            ParameterTensor tensor = new($"layers.{layer}.{name}", layer, role, layout, fanIn, fanOut, initializer, _next);
            _next = tensor.FloatEnd;
            return tensor;
        }
    }
}
