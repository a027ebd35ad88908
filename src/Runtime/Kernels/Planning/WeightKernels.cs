namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatch that makes weights of parameters.</summary>
public static class WeightKernels
{
    /// <summary>Copies parameters in the element type of the weights, each rounded once.</summary>
    /// <param name="parameters">The flat parameters; their number is the length of the view.</param>
    /// <param name="weights">Overwritten; as many.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Store(BufferView parameters, BufferView weights, string label)
    {
        long count = parameters.ByteLength / sizeof(float);
        InvocationGrid grid = InvocationGrid.Of(WholeNumbers.CeilDiv(count, 4), label);
        return new WeightsStore
        {
            WorkgroupSize = grid.WorkgroupSize,
            Storage = weights.Elements,
            Parameters = parameters.Holding(count, label),
            Weights = weights.Holding(count, label),
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }
}
