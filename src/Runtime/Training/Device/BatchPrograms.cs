using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>How some examples are worked through: full batches, and a smaller one last.</summary>
/// <param name="FullBatches">Number of full batches.</param>
/// <param name="Full">The program of a full batch; null when there is none.</param>
/// <param name="Last">The program of the smaller batch; null when there is none.</param>
internal sealed record BatchPrograms(int FullBatches, StepProgram? Full, StepProgram? Last)
{
    /// <summary>Examples of a full batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Examples of the smaller batch; 0 when there is none.</summary>
    public required int LastBatchSize { get; init; }

    /// <summary>The programs there are.</summary>
    public IEnumerable<StepProgram> All => new[] { Full, Last }.OfType<StepProgram>();

    /// <summary>Plans a pass.</summary>
    /// <param name="fullBatches">Number of full batches.</param>
    /// <param name="batchSize">Examples of a full batch.</param>
    /// <param name="lastBatchSize">Examples of the smaller batch; 0 for none.</param>
    /// <param name="plan">Makes the program of a batch.</param>
    public static BatchPrograms Create(int fullBatches, int batchSize, int lastBatchSize, Func<int, StepProgram> plan) =>
        new(fullBatches, fullBatches > 0 ? plan(batchSize) : null, lastBatchSize > 0 ? plan(lastBatchSize) : null)
        {
            BatchSize = batchSize, LastBatchSize = lastBatchSize,
        };
}
