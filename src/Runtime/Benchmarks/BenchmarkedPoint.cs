using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>Finds the point of a sweep to measure for a batch size.</summary>
internal static class BenchmarkedPoint
{
    // Expressions only want some number of examples; no time depends on a learning rate.
    private static readonly StudyContext AnyData = new(Examples: 10_000);

    /// <summary>The batch sizes of a sweep, each once, in its order.</summary>
    public static int[] BatchSizes(Experiment experiment) => [.. experiment.Points(AnyData).Select(point => point.Training.BatchSize).Distinct()];

    /// <summary>The first point with this batch size, or, if the sweep has none, its first point with the batch size changed.</summary>
    public static SweepPoint Of(Experiment experiment, int batchSize)
    {
        SweepPoint? point = experiment.Points(AnyData).FirstOrDefault(point => point.Training.BatchSize == batchSize);
        return WithBatchSize(point ?? experiment.Points(AnyData).First(), batchSize);
    }

    /// <summary>A point with another batch size, also under the name that the sweep gives it. Where each budget makes another training it has the first: an update takes the same time in all.</summary>
    public static SweepPoint WithBatchSize(SweepPoint point, int batchSize) => point with
    {
        Parameters = new ParameterSet([.. point.Parameters.Values.Select(pair => pair.Key == "batch_size" ? new(pair.Key, (ParameterValue)(long)batchSize) : pair)]),
        Training = (point.Training.DiffersByBudget ? point.Training.EndingAt(point.Training.Budget) : point.Training) with { BatchSize = batchSize },
    };
}
