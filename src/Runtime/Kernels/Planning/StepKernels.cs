namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches that begin and end a training step.</summary>
public static class StepKernels
{
    /// <summary>Bytes of <c>StepControl</c>: unsigned integers <c>position</c>, <c>update</c>, <c>epoch</c>, <c>reserved</c>.</summary>
    public const int ControlBytes = 16;

    /// <summary>Bytes of <c>StepCurrent</c>: unsigned integers <c>update</c>, <c>epoch</c>, float <c>learning_rate</c>, unsigned integer <c>reserved</c>.</summary>
    public const int CurrentBytes = 16;

    /// <summary>
    /// Begins an update after the batch was gathered: moves <c>position</c> on by the batch, counts the update, and writes <c>StepCurrent</c> and the optimizer's <c>PerUpdate</c>.
    /// </summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="control">The trial's <c>StepControl</c>.</param>
    /// <param name="learningRates">The learning rate of each update, from the first; the last one holds for all later updates, so that a constant rate is one value.</param>
    /// <param name="hyper">The optimizer's hyper-parameters (<see cref="OptimizerDefinition.HyperBits"/>).</param>
    /// <param name="current">Overwritten: <c>StepCurrent</c>.</param>
    /// <param name="perUpdate">Overwritten: <see cref="OptimizerDefinition.PerUpdateCount"/> values.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Advance(
        OptimizerDefinition optimizer,
        int batch,
        BufferView control,
        BufferView learningRates,
        BufferView hyper,
        BufferView current,
        BufferView perUpdate,
        string label) => new StepAdvance
    {
        Optimizer = optimizer,
        Control = control.Holding(ControlBytes / sizeof(uint), label),
        LearningRates = learningRates.Holding(1, label),
        HyperParameters = hyper.Holding(optimizer.HyperBits.Length, label),
        Current = current.Holding(CurrentBytes / sizeof(uint), label),
        UpdateConstants = perUpdate.Holding(optimizer.PerUpdateCount, label),
        Batch = (uint)batch,
    }.Dispatch(new GroupCount(1), label);

    /// <summary>Moves <c>position</c> on by the batch and nothing else: the step of an evaluation.</summary>
    public static Dispatch AdvancePosition(int batch, BufferView control, string label) =>
        new PositionAdvance { Control = control.Holding(ControlBytes / sizeof(uint), label), Batch = (uint)batch }.Dispatch(new GroupCount(1), label);

    /// <summary>Updates all parameters of a trial.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The flat parameters, changed in place; their number is the length of the view.</param>
    /// <param name="gradients">The flat gradients, as long.</param>
    /// <param name="state">For each parameter in turn the values of GLSL's <c>struct State</c>: [parameters, <see cref="OptimizerDefinition.StateNames"/>].</param>
    /// <param name="hyper">The optimizer's hyper-parameters.</param>
    /// <param name="current">The step's <c>StepCurrent</c>.</param>
    /// <param name="perUpdate">As <see cref="Advance"/> left it.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Update(
        OptimizerDefinition optimizer,
        BufferView parameters,
        BufferView gradients,
        BufferView state,
        BufferView hyper,
        BufferView current,
        BufferView perUpdate,
        string label)
    {
        long count = parameters.ByteLength / sizeof(float);
        InvocationGrid grid = InvocationGrid.Of(count, label);
        return new OptimizerUpdate
        {
            WorkgroupSize = grid.WorkgroupSize,
            Optimizer = optimizer,
            Parameters = parameters.Holding(count, label),
            Gradients = gradients.Holding(count, label),
            States = state.Holding(count * optimizer.StateNames.Length, label),
            HyperParameters = hyper.Holding(optimizer.HyperBits.Length, label),
            Current = current.Holding(CurrentBytes / sizeof(uint), label),
            UpdateConstants = perUpdate.Holding(optimizer.PerUpdateCount, label),
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }
}
