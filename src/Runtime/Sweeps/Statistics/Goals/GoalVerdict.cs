using System.Globalization;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics.Goals;

/// <summary>Which point reaches a goal at the least cost, in words.</summary>
public static class GoalVerdict
{
    /// <summary>The sentences, such as <c>Goal, test accuracy of at least 0.9: fewest updates at batch_size 512 (420 ± 30), fewest examples at 16 (12,800 ± 900); never at 2048.</c></summary>
    public static string Of(GoalAnalysis analysis)
    {
        PointLabels labels = new([.. analysis.Points.Select(point => point.Point)]);
        string goal = Words(analysis.Goal);
        if (analysis.Rankings.IsEmpty)
        {
            return analysis.Points.Any(point => point.Known > 0) ? $"Goal, {goal}: no trial reached it." : $"Goal, {goal}: no trial has ended yet.";
        }

        string text = $"Goal, {goal}: {string.Join(", ", analysis.Rankings.Select(ranking => Least(ranking, labels)))}";
        foreach (IGrouping<string, GoalSummary> group in analysis.Points.Where(point => point.Known > 0 && point.Share < 1).GroupBy(Shortfall))
        {
            text += $"; {group.Key} at {labels.ShortList([.. group.Select(point => point.Point)])}";
        }

        return $"{text}. It is seen at evaluations alone: each number is that of the first one past the goal, and may be less by up to the distance to the one before ({Slack(analysis)}).";
    }

    /// <summary>A goal in words: <c>test accuracy of at least 0.9</c>.</summary>
    public static string Words(GoalDefinition goal) => string.Create(
        CultureInfo.InvariantCulture, $"{Metric.Words(goal.Metric.Name)} of at {(goal.Metric.Goal == MetricGoal.Maximize ? "least" : "most")} {goal.Value:G6}");

    /// <summary>A cost: <c>1,250 ± 80</c>, of seconds <c>1.2 ± 0.1</c>.</summary>
    public static string Amount(GoalCost cost, Estimate estimate) =>
        cost == GoalCost.Seconds ? NumberText.Of(estimate) : Count(estimate.Mean) + (estimate.HalfWidth is { } halfWidth ? $" ± {Count(halfWidth)}" : "");

    private static string Least(GoalRanking ranking, PointLabels labels)
    {
        string amount = Amount(ranking.Cost, ranking.First.Of(ranking.Cost)!.Value);
        if (ranking.Tied.IsEmpty)
        {
            return $"fewest {ranking.Cost.Name} at {labels.Full(ranking.First.Point)} ({amount})";
        }

        PointSummary[] alike = [ranking.First.Point, .. ranking.Tied.Select(point => point.Point)];
        return $"fewest {ranking.Cost.Name} at {labels.List(alike)}, which cannot be told apart ({amount} at {labels.Short(ranking.First.Point)})";
    }

    private static string Shortfall(GoalSummary point) => point.Reached.IsEmpty ? "never" : $"with {point.Reached.Count} of {point.Known} seeds";

    private static string Slack(GoalAnalysis analysis)
    {
        double examples = analysis.Points.Max(point => point.Slack(GoalCost.Examples));
        double updates = analysis.Points.Max(point => point.Slack(GoalCost.Updates));
        return $"up to {Count(updates)} updates or {Count(examples)} examples here";
    }

    private static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
