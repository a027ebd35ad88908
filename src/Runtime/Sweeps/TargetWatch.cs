using System.Globalization;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Watches for a trial that reaches the metric's target: once one has, no others are begun. Used from the threads of several devices.</summary>
/// <param name="metric">The metric; without a target nothing reaches it.</param>
/// <param name="notice">Takes the sentence that says so, once.</param>
internal sealed class TargetWatch(MetricDefinition metric, Action<string> notice)
{
    private int _isReached;

    /// <summary>Whether a trial has reached the target.</summary>
    public bool IsReached => Volatile.Read(ref _isReached) != 0;

    /// <summary>Looks at a result.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="result">Its result; null when it has none.</param>
    public void See(Trial trial, TrialResult? result)
    {
        // The search inside a point counts for nothing but its choice.
        if (!trial.IsTuning && metric.IsReachedBy([result]) && Interlocked.Exchange(ref _isReached, 1) == 0)
        {
            notice(string.Create(
                CultureInfo.InvariantCulture, $"{trial.Name} reached the target: {metric.Name} is {Metric.Of(result!.Last!, metric.Name):G6}, and {metric.Target:G6} was asked for. No other trials are begun."));
        }
    }
}
