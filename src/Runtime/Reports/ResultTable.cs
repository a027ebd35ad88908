using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>The points of a study as a table, in the order of the sweep.</summary>
internal static class ResultTable
{
    private const int LeastDecimals = 2;
    private const int MostDecimals = 4;
    private const int PlainDecimals = 3;

    /// <summary>The table of all points that have results, as wide as there is room.</summary>
    /// <param name="analysis">The study.</param>
    /// <param name="points">The points to show.</param>
    /// <param name="room">Columns of the terminal.</param>
    public static TextTable Of(StudyAnalysis analysis, ImmutableArray<PointSummary> points, int room)
    {
        TextTable table = new(Columns(analysis, points, isCompact: false));
        if (table.Width > room)
        {
            table = new TextTable(Columns(analysis, points, isCompact: true), Gap: " ");
        }

        while (table.Width > room && table.Columns.MaxBy(column => column.Priority) is { Priority: > 0 } least)
        {
            table = table with { Columns = table.Columns.Remove(least) };
        }

        return table;
    }

    /// <summary>The sign before a point: best, not told apart from it, or too uncertain to say.</summary>
    public static string Mark(Standing standing) => standing switch
    {
        Standing.Best => "*",
        Standing.Tied => "=",
        Standing.Undecided => "?",
        _ => "",
    };

    private static ImmutableArray<TextColumn> Columns(StudyAnalysis analysis, ImmutableArray<PointSummary> points, bool isCompact)
    {
        var columns = ImmutableArray.CreateBuilder<TextColumn>();
        columns.Add(new TextColumn("", [.. points.Select(point => Mark(analysis.StandingOf(point)))], IsText: true));
        columns.AddRange(TextColumn.OfParameters([.. points.Select(point => point.Parameters)], name => isCompact ? name.Replace('_', '\n') : name));
        if (analysis.Tuning is { } tuning)
        {
            columns.Add(Tuned(isCompact ? tuning.Definition.Parameter.Replace('_', '\n') : $"best\n{tuning.Definition.Parameter}", tuning, points));
        }

        columns.Add(Count("updates", points, evaluation => evaluation.Update, priority: 3));
        Add("train loss", "train_loss", 5);
        Add("val loss", "val_loss", 6);
        Add("test loss", "test_loss", 1);
        Add("train accuracy", "train_accuracy", 4);
        Add("val accuracy", "val_accuracy", 6);
        Add("test accuracy", "test_accuracy", 1);
        columns.Add(Seconds(points));
        columns.Add(Count(isCompact ? "ex./s" : "examples/s", points, evaluation => evaluation.TrainSeconds > 0 ? evaluation.Examples / evaluation.TrainSeconds : null, priority: 7));
        if (points.Any(point => point.Values.Count < point.Trials.Length))
        {
            columns.Add(new TextColumn("note", [.. points.Select(Note)], IsText: true));
        }

        return columns.ToImmutable();

        void Add(string header, string metric, int priority)
        {
            Estimate?[] estimates = [.. points.Select(point => point.Of(evaluation => Metric.Of(evaluation, metric)))];
            if (estimates.Any(estimate => estimate is not null) || !metric.StartsWith("val_", StringComparison.Ordinal))
            {
                int own = metric == analysis.Metric.Name ? 0 : priority;
                columns.Add(new TextColumn(isCompact ? header.Replace(' ', '\n') : header, Cells(estimates, isCompact ? "±" : " ± "), Priority: own));
            }
        }
    }

    /// <summary>Estimates as cells of a column: all with as many decimals as the smallest spread among them leaves meaning to.</summary>
    public static ImmutableArray<string> Cells(Estimate?[] estimates, string plusMinus)
    {
        double[] spreads = [.. estimates.Select(estimate => estimate?.HalfWidth).OfType<double>().Where(halfWidth => halfWidth > 0)];
        int decimals = spreads.Length == 0 ? PlainDecimals : Math.Clamp(NumberText.DecimalsOf(spreads.Min(), 1), LeastDecimals, MostDecimals);
        return [.. estimates.Select(estimate => estimate switch
        {
            null => "-",
            { HalfWidth: { } halfWidth } value => NumberText.Fixed(value.Mean, decimals) + plusMinus + NumberText.Fixed(halfWidth, decimals),
            { } value => NumberText.Fixed(value.Mean, decimals),
        })];
    }

    /// <summary>A column of whole numbers: a quantity's mean over seeds.</summary>
    public static TextColumn Count(string header, ImmutableArray<PointSummary> points, Func<Evaluation, double?> quantity, int priority) => new(
        header,
        [.. points.Select(point => point.Of(quantity) is { } estimate ? estimate.Mean.ToString("N0", CultureInfo.InvariantCulture) : "-")],
        Priority: priority);

    /// <summary>A column of what suited each point best, with a sign where it is the last value that was tried.</summary>
    public static TextColumn Tuned(string header, Tuning tuning, ImmutableArray<PointSummary> points) => new(
        header, [.. points.Select(point => tuning.PointOf(point.Parameters) is { } tuned ? tuned.Value.ShortText + (tuned.Edge == TuningEdge.None ? " " : "!") : "-")]);

    private static TextColumn Seconds(ImmutableArray<PointSummary> points)
    {
        Estimate?[] estimates = [.. points.Select(point => point.Of(evaluation => evaluation.TrainSeconds + evaluation.EvaluationSeconds))];
        int decimals = estimates.Any(estimate => estimate?.Mean >= 10) ? 1 : 2;
        return new TextColumn("seconds", [.. estimates.Select(estimate => estimate is { } value ? NumberText.Fixed(value.Mean, decimals) : "-")], Priority: 2);
    }

    private static string Note(PointSummary point)
    {
        (int Count, string Word)[] parts = [(point.Diverged, "diverged"), (point.Pruned, $"pruned{PrunedAfter(point)}"), (point.Failed, "failed"), (point.Damaged, "damaged"), (point.Missing, "not run")];
        return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => part.Count == point.Trials.Length ? part.Word : $"{part.Count} of {point.Trials.Length} {part.Word}"));
    }

    private static string PrunedAfter(PointSummary point) => point.PrunedAfter switch
    {
        null => "",
        (int first, int last) when first == last => $" after evaluation {first}",
        (int first, int last) => $" after evaluation {first} to {last}",
    };
}
