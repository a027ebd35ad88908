using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports;

/// <summary>The points of a study at its several budgets side by side, in the order of the sweep.</summary>
internal static class BudgetTable
{
    /// <summary>The table of all points that have results at some budget, as wide as there is room: updates go first, budgets never.</summary>
    /// <param name="budgets">The study at each of its budgets.</param>
    /// <param name="room">Columns of the terminal.</param>
    public static TextTable Of(IReadOnlyList<BudgetAnalysis> budgets, int room)
    {
        TextTable table = new(Columns(budgets));
        return table.Width > room ? table with { Columns = [.. table.Columns.Where(column => column.Priority == 0)], Gap = " " } : table;
    }

    private static ImmutableArray<TextColumn> Columns(IReadOnlyList<BudgetAnalysis> budgets)
    {
        int[] shown = [.. Enumerable.Range(0, budgets[0].Analysis.Points.Length).Where(row => budgets.Any(budget => budget.Analysis.Points[row].HasResults))];
        PointSummary[] points = [.. shown.Select(row => budgets[0].Analysis.Points[row])];
        var columns = ImmutableArray.CreateBuilder<TextColumn>();
        columns.AddRange(TextColumn.OfParameters([.. points.Select(point => point.Parameters)]));
        foreach (BudgetAnalysis budget in budgets)
        {
            PointSummary[] own = [.. shown.Select(row => budget.Analysis.Points[row])];
            if (budget.Analysis.Tuning is { } tuning)
            {
                columns.Add(ResultTable.Tuned($"{budget.Budget}\n{tuning.Definition.Parameter}", tuning, [.. own]));
            }

            columns.Add(ResultTable.Count($"{budget.Budget}\nupdates", [.. own], evaluation => evaluation.Update, priority: 1));
            columns.Add(new TextColumn($"{budget.Budget}\n{Metric.Words(budget.Analysis.Metric.Name)}", ResultTable.Cells([.. own.Select(point => point.Estimate)], " ± ")));
            columns.Add(new TextColumn("", [.. own.Select(point => Sign(budget.Analysis, point))], IsText: true));
        }

        return columns.ToImmutable();
    }

    private static string Sign(StudyAnalysis analysis, PointSummary point)
    {
        Standing standing = analysis.StandingOf(point);
        return standing switch
        {
            Standing.Best when point.Diverged > 0 => "*!",
            Standing.Diverged => "!",
            Standing.Pruned => "x",
            _ => ResultTable.Mark(standing),
        };
    }
}
