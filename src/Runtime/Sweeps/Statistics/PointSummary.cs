using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>All trials of one point.</summary>
/// <param name="Parameters">The point.</param>
/// <param name="Trials">Its trials, one for each seed.</param>
/// <param name="Measure">What a trial is worth.</param>
public sealed record PointSummary(ParameterSet Parameters, ImmutableArray<StoredTrial> Trials, TrialMeasure Measure)
{
    /// <summary>The metric by seed, of trials that finished with a finite value.</summary>
    public ImmutableSortedDictionary<int, double> Values { get; } = ValuesOf(Trials, Measure);

    /// <summary>The metric over seeds; null when no trial finished.</summary>
    public Estimate? Estimate { get; } = Statistics.Estimate.Of([.. ValuesOf(Trials, Measure).Values]);

    /// <summary>Trials that diverged, or finished with a metric that is no finite number.</summary>
    public int Diverged => Trials.Count(trial =>
        trial.Result is { Status: TrialStatus.Diverged } || (Measure.ValueOf(trial) is { } value && !double.IsFinite(value)));

    /// <summary>Trials that were given up because others did better.</summary>
    public int Pruned => Count(TrialStatus.Pruned);

    /// <summary>After which evaluations trials were pruned: the first and the last; null when none was, or it is not known.</summary>
    public (int First, int Last)? PrunedAfter => Trials.Select(trial => trial.Result?.Pruning?.Evaluation).OfType<int>().Order().ToArray() is [int first, ..] all ? (first, all[^1]) : null;

    /// <summary>Trials that failed.</summary>
    public int Failed => Count(TrialStatus.Failed);

    /// <summary>Trials whose stored result is damaged.</summary>
    public int Damaged => Trials.Count(trial => trial.Damage is not null);

    /// <summary>Trials that have not ended.</summary>
    public int Missing => Trials.Count(trial => trial is { Result: null, Damage: null });

    /// <summary>Whether any trial has ended.</summary>
    public bool HasResults => Missing < Trials.Length;

    /// <summary>A quantity over the seeds that finished.</summary>
    /// <param name="quantity">Takes it from the evaluation that counts; null leaves a seed out.</param>
    public Estimate? Of(Func<Evaluation, double?> quantity) => Statistics.Estimate.Of([.. Trials
        .Select(Measure.EvaluationOf)
        .OfType<Evaluation>()
        .Select(quantity)
        .OfType<double>()]);

    private static ImmutableSortedDictionary<int, double> ValuesOf(ImmutableArray<StoredTrial> trials, TrialMeasure measure) => trials
        .Select(trial => (trial.Trial.Seed, Value: measure.ValueOf(trial)))
        .Where(pair => pair.Value is { } value && double.IsFinite(value))
        .ToImmutableSortedDictionary(pair => pair.Seed, pair => pair.Value!.Value);

    private int Count(TrialStatus status) => Trials.Count(trial => trial.Result?.Status == status);
}
