namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches that make weights of parameters: those that products multiply by, and averages.</summary>
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

    /// <summary>Takes the parameters after an update into their exponential moving average, whose bias is corrected.</summary>
    /// <param name="decay">Share of the average that is kept, but for the correction; 0 to below 1.</param>
    /// <param name="parameters">The flat parameters after the update; their number is the length of the view.</param>
    /// <param name="control">The trial's <c>StepControl</c>, which has counted the update.</param>
    /// <param name="averages">Their average, changed in place; as many.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Average(double decay, BufferView parameters, BufferView control, BufferView averages, string label)
    {
        long count = parameters.ByteLength / sizeof(float);
        InvocationGrid grid = InvocationGrid.Of(WholeNumbers.CeilDiv(count, 4), label);
        return new WeightsAverage
        {
            WorkgroupSize = grid.WorkgroupSize,
            Parameters = parameters.Holding(count, label),
            Control = control.Holding(StepKernels.ControlBytes / sizeof(uint), label),
            Averages = averages.Holding(count, label),
            Count = (uint)count,
            Decay = (float)decay,
        }.Dispatch(grid.Groups, label);
    }
}
