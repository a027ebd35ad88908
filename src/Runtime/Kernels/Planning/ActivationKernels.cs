namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of an activation by itself, where it could not be fused into a neighbour.</summary>
public static class ActivationKernels
{
    /// <summary><c>output = f(input)</c> for each of <paramref name="count"/> values; in place when both views are the same.</summary>
    public static Dispatch Forward(Activation activation, long count, BufferView input, BufferView output, string label) => throw new NotImplementedException();

    /// <summary><c>inputGradient = f'(saved) * outputGradient</c> for each of <paramref name="count"/> values; in place when both gradients are the same view.</summary>
    public static Dispatch Backward(ActivationGradient through, long count, BufferView outputGradient, BufferView inputGradient, string label) =>
        throw new NotImplementedException();
}
