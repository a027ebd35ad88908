namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatch that ends a training step, and the one that ends an evaluation's.</summary>
public static class StepKernels
{
    /// <summary>Bytes of <c>StepControl</c>: unsigned integers <c>position</c>, <c>update</c>, <c>epoch</c>, <c>loss_sum</c>.</summary>
    public const int ControlBytes = 16;

    /// <summary>Moves <c>position</c> on by the batch and nothing else: the step of an evaluation.</summary>
    public static Dispatch AdvancePosition(int batch, BufferView control, string label) =>
        new PositionAdvance { Control = control.Holding(ControlBytes / sizeof(uint), label), Batch = (uint)batch }.Dispatch(new GroupCount(1), label);

    /// <summary>Updates all parameters of a trial.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The flat parameters, changed in place; their number is the length of the view.</param>
    /// <param name="gradients">The flat gradients, as long.</param>
    /// <param name="state">For each parameter in turn the values of GLSL's <c>struct State</c>: [parameters, <see cref="OptimizerDefinition.StateNames"/>].</param>
    /// <param name="hyper">The optimizer's hyper-parameters.</param>
    /// <param name="control">The trial's <c>StepControl</c> after <see cref="LossKernels.Record(int, BufferView, BufferView, BufferView, string)"/>, which counts the update.</param>
    /// <param name="learningRates">The learning rates of the updates of an epoch, from its first; where all are the same, one value. Their number is the length of the view.</param>
    /// <param name="lossScale">
    /// The <c>LossScale</c> that the gradients were multiplied by, after <see cref="LossScaleKernels.Check"/>: gradients that are not finite leave everything as it is. Null for none.
    /// </param>
    /// <param name="trust">What <see cref="TrustKernels.Ratios"/> made; needed where <see cref="OptimizerDefinition.IsLayerwise"/>, otherwise null.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Update(
        OptimizerDefinition optimizer,
        BufferView parameters,
        BufferView gradients,
        BufferView state,
        BufferView hyper,
        BufferView control,
        BufferView learningRates,
        BufferView? lossScale,
        BufferView? trust,
        string label)
    {
        if (optimizer.IsLayerwise != trust is not null)
        {
            throw new ArgumentException($"{label}: {optimizer.Name} {(optimizer.IsLayerwise ? "needs the ratios of tensors" : "has no ratios of tensors")}.", nameof(trust));
        }

        long count = parameters.ByteLength / sizeof(float);
        InvocationGrid grid = InvocationGrid.Of(WholeNumbers.CeilDiv(count, 4), label);
        return new OptimizerUpdate
        {
            WorkgroupSize = grid.WorkgroupSize,
            IsScaled = lossScale is not null,
            IsLayerwise = trust is not null,
            Optimizer = optimizer,
            Parameters = parameters.Holding(count, label),
            Gradients = gradients.Holding(count, label),
            States = state.Holding(count * optimizer.StateNames.Length, label),
            HyperParameters = hyper.Holding(optimizer.HyperBits.Length, label),
            Control = control.Holding(ControlBytes / sizeof(uint), label),
            LearningRates = learningRates.Holding(1, label),
            Scale = lossScale?.Holding(LossScaleKernels.Bytes / sizeof(uint), label) ?? control,
            Blocks = trust?.Holding(TrustKernels.RatioBytes(count) / sizeof(uint), label) ?? control,
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }
}
