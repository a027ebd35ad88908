using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Statistics.Goals;

namespace SweepDsl.Runtime.Reports;

/// <summary>What it took each point to reach the goal, as a table in the order of the sweep.</summary>
internal static class GoalTable
{
    /// <summary>The table of all points of which something is known; examples go first where there is no room for all.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="room">Columns of the terminal.</param>
    public static TextTable Of(GoalAnalysis analysis, int room)
    {
        TextTable table = new(Columns(analysis));
        table = table.Width > room ? table with { Gap = " " } : table;
        return table.Width > room ? table with { Columns = [.. table.Columns.Where(column => column.Priority == 0)] } : table;
    }

    private static ImmutableArray<TextColumn> Columns(GoalAnalysis analysis)
    {
        GoalSummary[] points = [.. analysis.Points.Where(point => point.Known > 0)];
        var columns = ImmutableArray.CreateBuilder<TextColumn>();
        columns.AddRange(TextColumn.OfParameters([.. points.Select(point => point.Point.Parameters)]));
        columns.Add(new TextColumn("reached by", [.. points.Select(point => $"{point.Reached.Count} of {point.Known}")]));
        foreach (GoalCost cost in GoalCost.All)
        {
            int priority = cost == GoalCost.Examples ? 1 : 0;
            GoalRanking? ranking = analysis.Rankings.FirstOrDefault(ranking => ranking.Cost == cost);
            columns.Add(new TextColumn(cost.Name, [.. points.Select(point => point.Of(cost) is { } estimate ? GoalVerdict.Amount(cost, estimate) : "never")], Priority: priority));
            columns.Add(new TextColumn("", [.. points.Select(point => Mark(ranking, point))], IsText: true, Priority: priority));
        }

        return columns.ToImmutable();
    }

    private static string Mark(GoalRanking? ranking, GoalSummary point) => ResultTable.Mark(
        ranking is null ? Standing.Unknown : ReferenceEquals(ranking.First, point) ? Standing.Best : ranking.Tied.Any(tied => ReferenceEquals(tied, point)) ? Standing.Tied : Standing.Worse);
}
