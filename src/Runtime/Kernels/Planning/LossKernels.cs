namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of losses and metrics.</summary>
public static class LossKernels
{
    /// <summary>Bytes of the running totals of <see cref="Accumulate"/>: floats <c>loss_sum</c> and <c>loss_compensation</c> (their sum is the total), integers <c>correct</c> and <c>examples</c>.</summary>
    public const int TotalsBytes = 16;

    // The kernels that sum over a batch run in one workgroup, whose size is part of the order of their sum.
    private static readonly GroupCount OneGroup = new(1);

    /// <summary>Cross-entropy of the softmax: gradient of the batch's mean loss, and each example's loss and whether its label has the largest logit.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="labelSmoothing">Share of each target spread evenly over all classes.</param>
    /// <param name="logits">[batch, classes].</param>
    /// <param name="labels">[batch], 32-bit integers below <paramref name="classes"/>.</param>
    /// <param name="gradient">Overwritten, [batch, classes]; null in evaluation.</param>
    /// <param name="exampleLoss">Overwritten, [batch].</param>
    /// <param name="exampleCorrect">Overwritten, [batch], 32-bit integers 0 or 1.</param>
    /// <param name="lossScale">The <c>LossScale</c> that the gradient is multiplied by; null for none.</param>
    /// <param name="label">Name of the dispatch.</param>
    /// <param name="of">Examples of the whole batch whose mean the gradient is of, where <paramref name="batch"/> is a part of it; null where it is the whole.</param>
    /// <param name="mixing">What the targets are mixed with, as <see cref="ExampleMixing.Batch"/>; null for nothing.</param>
    public static Dispatch SoftmaxCrossEntropy(
        int classes,
        int batch,
        double labelSmoothing,
        BufferView logits,
        BufferView labels,
        BufferView? gradient,
        BufferView exampleLoss,
        BufferView exampleCorrect,
        BufferView? lossScale,
        string label,
        int? of = null,
        BufferView? mixing = null)
    {
        InvocationGrid grid = InvocationGrid.Of(batch, label);
        return new SoftmaxCrossEntropy
        {
            Storage = logits.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            StoreGradient = gradient is not null,
            ScaleGradient = lossScale is not null,
            MixedTargets = mixing is not null,
            Logits = logits.Holding((long)batch * classes, label),
            Labels = labels.Holding(batch, label),
            Gradient = gradient?.Holding((long)batch * classes, label) ?? exampleLoss,
            ExampleLoss = exampleLoss.Holding(batch, label),
            ExampleCorrect = exampleCorrect.Holding(batch, label),
            Scale = lossScale?.Holding(LossScaleKernels.Bytes / sizeof(uint), label) ?? labels,
            Mixing = mixing?.Holding(2L * batch, label) ?? labels,
            Batch = (uint)batch,
            Classes = (uint)classes,
            LabelSmoothing = (float)labelSmoothing,
            GradientScale = (float)(1.0 / (of ?? batch)),
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>Mean over the outputs of the squared difference from the one-hot target; else as <see cref="SoftmaxCrossEntropy"/>.</summary>
    /// <param name="classes">Number of outputs.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="outputs">[batch, classes].</param>
    /// <param name="labels">[batch], 32-bit integers below <paramref name="classes"/>.</param>
    /// <param name="gradient">Overwritten, [batch, classes]; null in evaluation.</param>
    /// <param name="exampleLoss">Overwritten, [batch].</param>
    /// <param name="exampleCorrect">Overwritten, [batch], 32-bit integers 0 or 1.</param>
    /// <param name="lossScale">The <c>LossScale</c> that the gradient is multiplied by; null for none.</param>
    /// <param name="label">Name of the dispatch.</param>
    /// <param name="of">Examples of the whole batch whose mean the gradient is of, where <paramref name="batch"/> is a part of it; null where it is the whole.</param>
    /// <param name="mixing">What the targets are mixed with, as <see cref="ExampleMixing.Batch"/>; null for nothing.</param>
    public static Dispatch MeanSquaredError(
        int classes,
        int batch,
        BufferView outputs,
        BufferView labels,
        BufferView? gradient,
        BufferView exampleLoss,
        BufferView exampleCorrect,
        BufferView? lossScale,
        string label,
        int? of = null,
        BufferView? mixing = null)
    {
        InvocationGrid grid = InvocationGrid.Of(batch, label);
        return new MeanSquaredError
        {
            Storage = outputs.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            StoreGradient = gradient is not null,
            ScaleGradient = lossScale is not null,
            MixedTargets = mixing is not null,
            Outputs = outputs.Holding((long)batch * classes, label),
            Labels = labels.Holding(batch, label),
            Gradient = gradient?.Holding((long)batch * classes, label) ?? exampleLoss,
            ExampleLoss = exampleLoss.Holding(batch, label),
            ExampleCorrect = exampleCorrect.Holding(batch, label),
            Scale = lossScale?.Holding(LossScaleKernels.Bytes / sizeof(uint), label) ?? labels,
            Mixing = mixing?.Holding(2L * batch, label) ?? labels,
            Batch = (uint)batch,
            Classes = (uint)classes,
            GradientScale = (float)(2.0 / ((double)(of ?? batch) * classes)),
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>
    /// Writes the batch's mean loss to <c>losses[update % capacity]</c> (the capacity is the length of the view), counts the update, and moves <c>position</c> on by the batch.
    /// </summary>
    /// <param name="batch">Examples.</param>
    /// <param name="exampleLoss">[batch].</param>
    /// <param name="control">The trial's <c>StepControl</c>.</param>
    /// <param name="losses">The losses of the latest updates.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Record(int batch, BufferView exampleLoss, BufferView control, BufferView losses, string label) =>
        Record(BatchPart.Whole(batch), exampleLoss, control, losses, label);

    /// <summary>
    /// Takes account of the losses of a part of a batch and moves <c>position</c> on by it; the last part writes the mean of the whole batch to <c>losses[update % capacity]</c> and counts the
    /// update.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="exampleLoss">Its losses.</param>
    /// <param name="control">The trial's <c>StepControl</c>.</param>
    /// <param name="losses">The losses of the latest updates; the capacity is the length of the view.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Record(BatchPart part, BufferView exampleLoss, BufferView control, BufferView losses, string label) => new LossRecord
    {
        IsFirst = part.IsFirst,
        IsLast = part.IsLast,
        ExampleLoss = exampleLoss.Holding(part.Examples, label),
        Control = control.Holding(StepKernels.ControlBytes / sizeof(uint), label),
        Losses = losses,
        Part = (uint)part.Examples,
        Batch = (uint)part.Of,
    }.Dispatch(OneGroup, label);

    /// <summary>Adds a batch's losses and correct counts to running totals, which the host clears to 0 before an evaluation.</summary>
    public static Dispatch Accumulate(int batch, BufferView exampleLoss, BufferView exampleCorrect, BufferView totals, string label) => new MetricAccumulate
    {
        ExampleLoss = exampleLoss.Holding(batch, label),
        ExampleCorrect = exampleCorrect.Holding(batch, label),
        Totals = totals.Holding(TotalsBytes / sizeof(uint), label),
        Batch = (uint)batch,
    }.Dispatch(OneGroup, label);
}
