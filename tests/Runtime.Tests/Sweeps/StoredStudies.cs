using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>Stored studies made by hand: a value for each seed of each batch size.</summary>
internal static class StoredStudies
{
    /// <summary>The value of a seed that diverged.</summary>
    public const double Diverged = double.PositiveInfinity;

    /// <summary>The value of a seed that failed.</summary>
    public const double Failed = double.NegativeInfinity;

    /// <summary>The value of a seed that was given up.</summary>
    public const double Pruned = double.MaxValue;

    /// <summary>The value of a seed that was not run.</summary>
    public const double Missing = double.NaN;

    public static readonly TrainingEnvironment Environment = new("GPU", "driver 1", "0.1.0", "0123456789");

    public static StoredStudy Of(params (int BatchSize, double[] Values)[] points) => Of(new MetricDefinition("test_accuracy", MetricGoal.Maximize), points);

    public static StoredStudy Of(MetricDefinition metric, params (int BatchSize, double[] Values)[] points) => Of(
        metric, [.. points.Select(point => (new ParameterSet([KeyValuePair.Create("batch_size", (ParameterValue)(long)point.BatchSize)]), point.Values))]);

    public static StoredStudy Of(MetricDefinition metric, params (ParameterSet Parameters, double[] Values)[] points) => Of(metric, testExamples: 10_000, points);

    public static StoredStudy Of(MetricDefinition metric, int testExamples, params (ParameterSet Parameters, double[] Values)[] points) => new(
        new StudyRecord
        {
            Experiment = "study",
            Metric = metric,
            Environment = Environment,
            Data = new DataDescription(100, 0, testExamples, "data"),
            Hash = "",
            Trials = [],
        },
        [
            .. from point in points
               from seed in Enumerable.Range(0, point.Values.Length)
               select new StoredTrial(new TrialRecord($"{point.Parameters}-{seed}", point.Parameters, seed), Result(metric, point.Values[seed])),
        ]);

    public static Evaluation Evaluation(double loss, double accuracy) => new()
    {
        Update = 100,
        Epoch = 5,
        Examples = 3200,
        TrainSeconds = 2,
        EvaluationSeconds = 0.5,
        TrainLoss = loss,
        TrainAccuracy = accuracy,
        TestLoss = loss,
        TestAccuracy = accuracy,
    };

    private static TrialResult? Result(MetricDefinition metric, double value) => value switch
    {
        Missing => null,
        Diverged => new TrialResult { Status = TrialStatus.Diverged, DivergedAt = 7, Environment = Environment },
        Failed => new TrialResult { Status = TrialStatus.Failed, Error = "out of memory", Environment = Environment },
        Pruned => new TrialResult { Status = TrialStatus.Pruned, Last = Evaluation(0.1, 0.99), Pruning = new Pruning("asha", 3, 0.4, 0.5, 7), Environment = Environment },
        _ => new TrialResult { Status = TrialStatus.Finished, Last = metric.Name == "test_loss" ? Evaluation(value, 0.5) : Evaluation(0.5, value), Environment = Environment },
    };
}
