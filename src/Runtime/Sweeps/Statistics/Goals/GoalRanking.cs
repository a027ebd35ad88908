using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Statistics.Goals;

/// <summary>Which point reaches a goal at the least cost.</summary>
/// <param name="Cost">What is counted.</param>
/// <param name="First">The point of the least mean among those that reach it with the largest share of their seeds.</param>
/// <param name="Tied">Others of that share that cannot be told from it: by their seeds, or because they may have reached the goal as early, between two evaluations.</param>
public sealed record GoalRanking(GoalCost Cost, GoalSummary First, ImmutableArray<GoalSummary> Tied)
{
    /// <summary>The ranking of points; null when none reached the goal.</summary>
    /// <param name="points">The points.</param>
    /// <param name="cost">What is counted.</param>
    /// <param name="looks">How often the study is looked at, at most: each is another chance to be wrong.</param>
    public static GoalRanking? Of(IReadOnlyCollection<GoalSummary> points, GoalCost cost, int looks)
    {
        double share = points.Select(point => point.Share).DefaultIfEmpty().Max();
        if (share == 0)
        {
            return null;
        }

        GoalSummary[] ranked = [.. points.Where(point => point.Share == share).OrderBy(point => Mean(point, cost))];
        (GoalSummary Point, SeedDifferences Differences)[] paired =
            [.. ranked.Skip(1).Select(point => (point, ranked[0].DifferencesTo(point, cost))).Where(pair => pair.Item2.Values.Length >= 2)];
        PairedComparison[] comparisons = PairedComparison.Compare([.. paired.Select(pair => pair.Differences)], [], (long)looks * ranked.Length * (ranked.Length - 1) / 2);
        HashSet<GoalSummary> worse = new(paired.Zip(comparisons).Where(pair => pair.Second.IsWorse).Select(pair => pair.First.Point), ReferenceEqualityComparer.Instance);
        return new GoalRanking(cost, ranked[0], [.. ranked.Skip(1).Where(point => !worse.Contains(point) || Mean(point, cost) - point.Slack(cost) < Mean(ranked[0], cost))]);
    }

    private static double Mean(GoalSummary point, GoalCost cost) => point.Of(cost)!.Value.Mean;
}
