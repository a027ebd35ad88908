namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches that keep gradients of float16 features from vanishing and overflowing: the loss's gradient is multiplied by a scale that the device finds itself.</summary>
public static class LossScaleKernels
{
    /// <summary>Bytes of <c>LossScale</c>: float <c>scale</c>, unsigned integers <c>good_updates</c>, <c>not_finite</c>, <c>reserved</c>.</summary>
    public const int Bytes = 16;

    /// <summary>The scale of the first update.</summary>
    public const float First = 65536;

    /// <summary>Begins a step: halves the scale if gradients of the update before were not finite, doubles it after 2000 updates in a row whose gradients were.</summary>
    /// <param name="control">The trial's <c>StepControl</c>.</param>
    /// <param name="scale">The trial's <c>LossScale</c>.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Settle(BufferView control, BufferView scale, string label) => new LossScaleSettle
    {
        Control = control.Holding(StepKernels.ControlBytes / sizeof(uint), label),
        Scale = scale.Holding(Bytes / sizeof(uint), label),
    }.Dispatch(new GroupCount(1), label);

    /// <summary>Notes whether a gradient is infinite or NaN.</summary>
    /// <param name="gradients">The flat gradients.</param>
    /// <param name="scale">The trial's <c>LossScale</c>.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Check(BufferView gradients, BufferView scale, string label)
    {
        long count = gradients.ByteLength / sizeof(float);
        InvocationGrid grid = InvocationGrid.Of(WholeNumbers.CeilDiv(count, 4), label);
        return new GradientCheck
        {
            WorkgroupSize = grid.WorkgroupSize,
            Gradients = gradients.Holding(count, label),
            Scale = scale.Holding(Bytes / sizeof(uint), label),
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }
}
