namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>Layers one after another, without memory: a backward pass makes the forward pass again.</summary>
public static class ReferenceChain
{
    /// <summary>The outputs of the last layer; the inputs where there is none.</summary>
    public static double[] Forward(ImmutableArray<ReferenceLayer> layers, double[] inputs, ReferenceBatch batch) => Features(layers, inputs, batch)[^1];

    /// <summary>The gradients of the inputs and of all parameters, in the order of the layers.</summary>
    public static LayerGradients Backward(ImmutableArray<ReferenceLayer> layers, double[] inputs, double[] outputGradient, ReferenceBatch batch)
    {
        List<double[]> features = Features(layers, inputs, batch);
        List<double[]> parameters = [];
        double[] gradient = outputGradient;
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            LayerGradients gradients = layers[i].Backward(features[i], gradient, batch);
            gradient = gradients.Input;
            parameters.InsertRange(0, gradients.Parameters.Take(layers[i].Parameters.Length));
        }

        return new LayerGradients(gradient, [.. parameters]);
    }

    // The inputs, and what each layer makes.
    private static List<double[]> Features(ImmutableArray<ReferenceLayer> layers, double[] inputs, ReferenceBatch batch)
    {
        List<double[]> features = [inputs];
        foreach (ReferenceLayer layer in layers)
        {
            features.Add(layer.Forward(features[^1], batch));
        }

        return features;
    }
}
