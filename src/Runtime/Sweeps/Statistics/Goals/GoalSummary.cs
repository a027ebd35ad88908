using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics.Goals;

/// <summary>What it took the trials of a point to reach a goal.</summary>
/// <param name="Point">The point.</param>
public sealed record GoalSummary(PointSummary Point)
{
    /// <summary>The trials that reached the goal, by seed; one that diverged, or was given up, later is among them.</summary>
    public ImmutableSortedDictionary<int, GoalReach> Reached { get; } = Point.Trials
        .Where(trial => trial.Goal is not null)
        .ToImmutableSortedDictionary(trial => trial.Trial.Seed, trial => trial.Goal!);

    /// <summary>Trials of which it is known: those that reached the goal, and those that came to their end, or diverged, without. What was pruned or failed might have reached it.</summary>
    public int Known => Point.Trials.Count(trial => trial.Goal is not null || trial.Result is { Status: TrialStatus.Finished or TrialStatus.Diverged });

    /// <summary>Share of the known trials that reached it; 0 when none is known.</summary>
    public double Share => Known == 0 ? 0 : (double)Reached.Count / Known;

    /// <summary>What it took, over the seeds that reached it: of those that did not it would have taken more. Null when none did.</summary>
    public Estimate? Of(GoalCost cost) => Estimate.Of([.. Reached.Values.Select(reach => cost.Of(reach.At))]);

    /// <summary>By how much less it may have taken than <see cref="Of"/> says, as it was reached between two evaluations: the mean of their distances.</summary>
    public double Slack(GoalCost cost) => Reached.Values.Select(reach => cost.Of(reach.At) - (reach.Before is { } before ? cost.Of(before) : 0)).DefaultIfEmpty().Average();

    /// <summary>By how much more it took another point, seed by seed.</summary>
    internal SeedDifferences DifferencesTo(GoalSummary other, GoalCost cost) =>
        new([.. Reached.Where(pair => other.Reached.ContainsKey(pair.Key)).Select(pair => cost.Of(other.Reached[pair.Key].At) - cost.Of(pair.Value.At))]);
}
