using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>What points are judged by.</summary>
/// <param name="Name">A metric's name in <c>metrics.jsonl</c>, such as <c>test_accuracy</c>.</param>
/// <param name="Goal">Which end is better.</param>
/// <param name="Target">No trials are begun any more once one reached it; null for none.</param>
public sealed record MetricDefinition(string Name, MetricGoal Goal, double? Target = null)
{
    /// <summary>Whether one of some results reached the target.</summary>
    /// <param name="results">The results; null where a trial has none.</param>
    public bool IsReachedBy(IEnumerable<TrialResult?> results) => Target is { } target && results.Any(result =>
        result is { Status: TrialStatus.Finished or TrialStatus.Pruned, Last: { } last } && Metric.Of(last, Name) is { } value && (Goal == MetricGoal.Maximize ? value >= target : value <= target));
}
