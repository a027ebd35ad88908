using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>What the search of a parameter inside each point found. A pure function of what is stored.</summary>
/// <param name="Definition">What was searched.</param>
/// <param name="Points">The points of the sweep, without the searched parameter, in its order.</param>
public sealed record Tuning(TuneRecord Definition, ImmutableArray<TunedPoint> Points)
{
    private readonly Dictionary<ParameterSet, TunedPoint> _byOuter = Points.ToDictionary(point => point.Outer);

    /// <summary>The search of a study; null when nothing is searched in it.</summary>
    public static Tuning? Of(StoredStudy study) => study.Record.Tune is { } tune
        ?
        new Tuning(tune, [.. study.Trials.Where(trial => trial.Trial.IsTuning).GroupBy(trial => tune.Outer(trial.Trial.Parameters)).Select(group => TunedPoint.Of(tune, group.Key, [.. group]))])
        : null;

    /// <summary>The search inside the point that a trial belongs to; null when it was not searched.</summary>
    public TunedPoint? PointOf(ParameterSet parameters) => _byOuter.GetValueOrDefault(Definition.Outer(parameters));

    /// <summary>At which end of the range the best value lies.</summary>
    public TuningEdge EdgeAt(ParameterSet parameters) => PointOf(parameters)?.Edge ?? TuningEdge.None;

    /// <summary>Whether a trial is a result of its point: it is no part of the search, and has the value that suited its point best.</summary>
    public bool Counts(TrialRecord trial) => !trial.IsTuning && trial.Parameters.Equals(PointOf(trial.Parameters)?.Chosen);
}

/// <summary>What was found inside one point.</summary>
/// <param name="Outer">The point, without the searched parameter.</param>
/// <param name="Chosen">All parameters with the value that suited it best.</param>
/// <param name="Value">That value.</param>
/// <param name="Edge">At which end of the values it lies.</param>
/// <param name="Tried">All that was tried, by ascending value, with what each came to; NaN where a trial diverged or has not ended.</param>
public sealed record TunedPoint(ParameterSet Outer, ParameterSet Chosen, ParameterValue Value, TuningEdge Edge, ImmutableArray<(ParameterSet Parameters, double Metric)> Tried)
{
    /// <summary>Judges the trials of one point.</summary>
    /// <param name="tune">What was searched.</param>
    /// <param name="outer">The point.</param>
    /// <param name="trials">Its trials, one for each value.</param>
    internal static TunedPoint Of(TuneRecord tune, ParameterSet outer, IReadOnlyList<StoredTrial> trials)
    {
        (StoredTrial Trial, double Metric)[] sorted = [.. trials.OrderBy(trial => tune.ValueOf(trial.Trial.Parameters).Number).Select(trial => (trial, MetricOf(tune, trial)))];

        // Whatever diverged is worst, and of equals the smaller value is the safer one.
        int best = Enumerable.Range(0, sorted.Length).MinBy(i => double.IsFinite(sorted[i].Metric) ? (tune.Metric.Goal == MetricGoal.Maximize ? -sorted[i].Metric : sorted[i].Metric) : double.PositiveInfinity);
        ParameterSet chosen = sorted[best].Trial.Trial.Parameters;
        TuningEdge edge = best == 0 ? TuningEdge.Low : best == sorted.Length - 1 ? TuningEdge.High : TuningEdge.None;
        return new TunedPoint(outer, chosen, tune.ValueOf(chosen), edge, [.. sorted.Select(pair => (pair.Trial.Trial.Parameters, pair.Metric))]);
    }

    private static double MetricOf(TuneRecord tune, StoredTrial trial) => trial.Result is { Status: TrialStatus.Finished, Last: { } last } && Metric.Of(last, tune.Metric.Name) is { } value ? value : double.NaN;
}

/// <summary>Where the best of the values that were tried lies.</summary>
public enum TuningEdge
{
    /// <summary>Between others: the best value is bracketed.</summary>
    None,

    /// <summary>It is the smallest that was tried.</summary>
    Low,

    /// <summary>It is the largest that was tried.</summary>
    High,
}
