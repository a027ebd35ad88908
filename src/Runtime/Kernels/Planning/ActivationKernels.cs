namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of an activation by itself, where it could not be fused into a neighbour.</summary>
public static class ActivationKernels
{
    /// <summary><c>output = f(input)</c> for each of <paramref name="count"/> values; in place when both views are the same.</summary>
    public static Dispatch Forward(Activation activation, long count, BufferView input, BufferView output, string label)
    {
        InvocationGrid grid = InvocationGrid.Of((count + 3) / 4, label);
        return new ActivationForward
        {
            Storage = output.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Activation = activation,
            Input = input.Holding(count, label),
            Output = output.Holding(count, label),
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary><c>inputGradient = f'(saved) * outputGradient</c> for each of <paramref name="count"/> values; in place when both gradients are the same view.</summary>
    public static Dispatch Backward(ActivationGradient through, long count, BufferView outputGradient, BufferView inputGradient, string label)
    {
        InvocationGrid grid = InvocationGrid.Of((count + 3) / 4, label);
        return new ActivationBackward
        {
            Storage = inputGradient.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Activation = through.Activation,
            Saved = through.Saved.Holding(count, label),
            OutputGradient = outputGradient.Holding(count, label),
            InputGradient = inputGradient.Holding(count, label),
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }
}
