namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>One layer of a <see cref="ReferenceNetwork"/>.</summary>
/// <param name="Name">What it is, for messages.</param>
public record ReferenceLayer(string Name)
{
    /// <summary>Its parameters: weight, then bias.</summary>
    public ImmutableArray<ReferenceParameter> Parameters { get; init; } = [];

    /// <summary>Its running statistics: mean, then variance. A forward pass in training moves them on.</summary>
    public ImmutableArray<ReferenceParameter> RunningStatistics { get; init; } = [];

    /// <summary>The outputs from the inputs of a batch.</summary>
    public required Func<double[], ReferenceBatch, double[]> Forward { get; init; }

    /// <summary>The gradients of the inputs and of each parameter, from the inputs and the gradient of the outputs.</summary>
    public required Func<double[], double[], ReferenceBatch, LayerGradients> Backward { get; init; }
}

/// <summary>What a layer's backward pass gives.</summary>
/// <param name="Input">Gradient of its inputs.</param>
/// <param name="Parameters">Gradients of its parameters, in their order.</param>
public sealed record LayerGradients(double[] Input, params double[][] Parameters);
