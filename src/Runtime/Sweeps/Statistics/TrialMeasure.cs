using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>What a trial is worth: which of its evaluations counts, and which number of it. An analysis is made for one measure; another one makes another analysis of the same study.</summary>
/// <param name="Metric">Its name, and which end is better.</param>
/// <param name="Counts">The evaluation of a finished trial that counts; null when it has none.</param>
/// <param name="Value">The number; null when the evaluation lacks it.</param>
/// <param name="Examples">Number of examples it is the share of, where these stand for all others; null for any other quantity.</param>
public sealed record TrialMeasure(MetricDefinition Metric, Func<StoredTrial, Evaluation?> Counts, Func<Evaluation, double?> Value, int? Examples = null)
{
    /// <summary>A metric at the end of training.</summary>
    public static TrialMeasure AtEnd(StudyRecord record, MetricDefinition metric) =>
        new(metric, trial => trial.Result?.Last, evaluation => Store.Metric.Of(evaluation, metric.Name), ExamplesOf(record, metric.Name));

    /// <summary>What the study is judged by, at the end of training.</summary>
    public static TrialMeasure AtEnd(StudyRecord record) => AtEnd(record, record.Metric);

    /// <summary>Examples that a metric is the share of: an accuracy's on data that training never saw.</summary>
    /// <returns>Null for losses, times, and accuracies of the training examples, which stand for themselves.</returns>
    public static int? ExamplesOf(StudyRecord record, string metric) => metric switch
    {
        "test_accuracy" => record.Data.TestExamples,
        "val_accuracy" => record.Data.ValidationExamples,
        _ => null,
    };

    /// <summary>The evaluation of a trial that counts; null unless it finished.</summary>
    public Evaluation? EvaluationOf(StoredTrial trial) => trial.Result is { Status: TrialStatus.Finished } ? Counts(trial) : null;

    /// <summary>A trial's value, which may be no finite number; null unless it finished.</summary>
    public double? ValueOf(StoredTrial trial) => EvaluationOf(trial) is { } evaluation ? Value(evaluation) : null;
}
