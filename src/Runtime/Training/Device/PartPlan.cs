using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>How mean loss and accuracy over one part of the data are measured. Plain data.</summary>
/// <param name="Batches">The batches of a pass.</param>
/// <param name="Examples">Number of examples measured.</param>
/// <param name="Counted">What it counts in.</param>
internal sealed record PartPlan(BatchPrograms Batches, int Examples, EvaluationBuffers Counted)
{
    /// <summary>Examples of a batch: the same in all trials, so that a measurement does not depend on the batch size that is trained with.</summary>
    public const int BatchSize = 512;

    /// <summary>Plans the measurement of some examples.</summary>
    public static PartPlan Create(TrialPrograms programs, string name, DeviceExamples part, LogicalBuffer? order, int examples)
    {
        EvaluationBuffers counted = new(name);
        (int fullBatches, int rest) = Math.DivRem(examples, BatchSize);
        return new PartPlan(BatchPrograms.Create(fullBatches, BatchSize, rest, batch => programs.Evaluation(part, order, counted, batch)), examples, counted);
    }
}
