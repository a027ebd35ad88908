namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches where two ways through a network meet, and where the gradients of two ways do.</summary>
public static class SumKernels
{
    /// <summary><c>output = activation(left + right)</c> for each of <paramref name="count"/> values.</summary>
    /// <param name="activation">Applied to the sum.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="left">One summand.</param>
    /// <param name="right">The other; may be <paramref name="left"/>.</param>
    /// <param name="output">Overwritten.</param>
    /// <param name="preactivation">Where the sum before the activation is stored too; null when nothing needs it.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Forward(Activation activation, long count, BufferView left, BufferView right, BufferView output, BufferView? preactivation, string label)
    {
        InvocationGrid grid = InvocationGrid.Of((count + 3) / 4, label);
        return new SumForward
        {
            Storage = output.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            StorePreactivation = preactivation is not null,
            Activation = activation,
            Left = left.Holding(count, label),
            Right = right.Holding(count, label),
            Output = output.Holding(count, label),
            Preactivation = preactivation?.Holding(count, label) ?? output,
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>The gradient of what went two ways: <c>inputGradient = left + right</c>, and then through the activation before it, if wished.</summary>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="left">The gradient that came one way.</param>
    /// <param name="right">The gradient that came the other; may be <paramref name="left"/>.</param>
    /// <param name="inputGradient">Overwritten.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Backward(ActivationGradient? through, long count, BufferView left, BufferView right, BufferView inputGradient, string label)
    {
        InvocationGrid grid = InvocationGrid.Of((count + 3) / 4, label);
        return new SumBackward
        {
            Storage = inputGradient.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Activation = through?.Activation ?? Activations.Identity,
            Saved = through?.Saved.Holding(count, label) ?? left,
            Left = left.Holding(count, label),
            Right = right.Holding(count, label),
            InputGradient = inputGradient.Holding(count, label),
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }
}
