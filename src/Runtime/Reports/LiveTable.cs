using System.Globalization;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports;

/// <summary>The trials under way as a table: how far each is, its parameters, and what it is at. Where the terminal is narrow, names are shortened first and columns left out then.</summary>
internal static class LiveTable
{
    private const string TestAccuracy = "test_accuracy";
    private const int Gap = 2;
    private const int PercentWidth = 4;
    private const int NarrowestBar = 8;
    private const int WideBar = 16;
    private const int WidestBar = 30;
    private const int NarrowestSpark = 8;
    private const int WidestSpark = 24;

    // Losses below 0.1 in three digits, thousands of examples, and an hour.
    private const int LossWidth = 6;
    private const int RateWidth = 6;
    private const int LeftWidth = 6;

    // From what is kept to what is given up.
    private enum Importance
    {
        Loss = 1,
        Left,
        Seed,
        Parameter,
        Bar,
        Metric = 1000,
        Accuracy,
        Spark,
        Rate,
    }

    /// <summary>A share in a hundred, to a fixed width.</summary>
    public static string Percent(double fraction) => ((int)(100 * Math.Clamp(fraction, 0, 1))).ToString(CultureInfo.InvariantCulture).PadLeft(PercentWidth - 1) + "%";

    /// <summary>Draws the table.</summary>
    /// <param name="trials">The trials, in order.</param>
    /// <param name="progress">The sweep that they are of.</param>
    /// <param name="view">The terminal.</param>
    /// <param name="hasHeader">Whether a row says what the columns are.</param>
    public static IEnumerable<StyledLine> Of(IReadOnlyList<RunningTrial> trials, SweepProgress progress, LiveView view, bool hasHeader)
    {
        Layout layout = Fitting(trials, progress, view);
        if (hasHeader)
        {
            StyledLine header = new();
            header.Add(new string(' ', layout.Bar + (layout.Bar > 0 ? 1 : 0) + PercentWidth));
            foreach (LiveColumn column in layout.Columns)
            {
                header.Add(new string(' ', Gap) + column.Fit(column.Header), LiveStyle.Dim);
            }

            yield return header;
        }

        for (int row = 0; row < trials.Count; row++)
        {
            yield return Row(trials[row], row, layout, view);
        }
    }

    private static StyledLine Row(RunningTrial trial, int row, Layout layout, LiveView view)
    {
        StyledLine line = new();
        if (layout.Bar > 0)
        {
            (string done, string left) = view.Bar(trial.Fraction, layout.Bar);
            line.Add(done, trial.IsWaiting ? LiveStyle.Dim : LiveStyle.Trial).Add(left + " ", LiveStyle.Dim);
        }

        line.Add(trial.TotalUpdates == 0 ? new string(' ', PercentWidth) : Percent(trial.Fraction), trial.IsWaiting ? LiveStyle.Dim : null);
        foreach (LiveColumn column in layout.Columns)
        {
            line.Add(new string(' ', Gap) + column.Fit(column.Cells[row]), trial.IsWaiting ? LiveStyle.Dim : column.Style);
        }

        return line;
    }

    private static Layout Fitting(IReadOnlyList<RunningTrial> trials, SweepProgress progress, LiveView view)
    {
        LiveColumn[] full = [.. Columns(trials, progress, view, isShort: false)];
        if (WidthOf(full) + NarrowestBar + 1 <= view.Room)
        {
            return WithRoom(full, view, trials);
        }

        LiveColumn[] all = [.. Columns(trials, progress, view, isShort: true)];
        List<LiveColumn> kept = [.. all];
        while (kept.Count > 0 && WidthOf(kept) + BarOf(kept) > view.Room)
        {
            kept.Remove(kept.MaxBy(column => column.Importance)!);
        }

        return WithRoom(kept, view, trials);

        // A bar is worth more than the columns that come after it.
        static int BarOf(List<LiveColumn> kept) => kept.Any(column => column.Importance > (int)Importance.Bar) ? NarrowestBar + 1 : 0;
    }

    private static int WidthOf(IEnumerable<LiveColumn> columns) => PercentWidth + columns.Sum(column => Gap + column.Width);

    // What is left over makes the bar and the course of losses longer.
    private static Layout WithRoom(IReadOnlyList<LiveColumn> columns, LiveView view, IReadOnlyList<RunningTrial> trials)
    {
        int room = view.Room - WidthOf(columns) - 1;
        int bar = Math.Min(room, WideBar);
        room -= Math.Max(bar, 0);
        LiveColumn? spark = columns.FirstOrDefault(column => column.Importance == (int)Importance.Spark);
        if (spark is not null && room > 0)
        {
            LiveColumn longer = Spark(trials, Math.Min(NarrowestSpark + room, WidestSpark), view);
            room -= longer.Width - spark.Width;
            columns = [.. columns.Select(column => column == spark ? longer : column)];
        }

        bar = Math.Min(bar + Math.Max(room, 0), WidestBar);
        return new Layout(bar >= NarrowestBar ? bar : 0, columns);
    }

    private static IEnumerable<LiveColumn> Columns(IReadOnlyList<RunningTrial> trials, SweepProgress progress, LiveView view, bool isShort)
    {
        int parameter = 0;
        foreach ((string name, IReadOnlyList<string> cells) in LiveParameters.Of(trials, view.IsUnicode, isShort))
        {
            yield return new LiveColumn(name, cells, (int)Importance.Parameter + (10 * parameter++));
        }

        yield return new LiveColumn("seed", [.. trials.Select(trial => trial.Trial.Seed.ToString(CultureInfo.InvariantCulture))], (int)Importance.Seed);
        if (trials.Any(trial => trial.Trial.Budget is not null))
        {
            yield return new LiveColumn("budget", [.. trials.Select(trial => trial.Trial.Budget?.ToString() ?? "all")], (int)Importance.Seed);
        }

        yield return new LiveColumn("loss", [.. trials.Select(trial => trial.Loss is { } loss ? ProgressText.Loss(loss) : "")], (int)Importance.Loss) { LeastWidth = LossWidth };
        yield return Spark(trials, NarrowestSpark, view);
        yield return Measured(trials, progress.Metric, (int)Importance.Metric);
        if (!Metric.IsShare(progress.Metric))
        {
            yield return Measured(trials, TestAccuracy, (int)Importance.Accuracy);
        }

        yield return new LiveColumn(
            isShort ? "ex/s" : "examples/s",
            [.. trials.Select(trial => trial is { ExamplesPerSecond: { } rate, IsWaiting: false } ? rate.ToString("N0", CultureInfo.InvariantCulture) : "")],
            (int)Importance.Rate) { LeastWidth = RateWidth };
        yield return new LiveColumn("left", [.. trials.Select(trial => Left(trial))], (int)Importance.Left) { LeastWidth = LeftWidth };
    }

    private static LiveColumn Measured(IReadOnlyList<RunningTrial> trials, string metric, int importance) => new(
        metric.Replace("accuracy", "acc", StringComparison.Ordinal).Replace('_', ' '),
        [.. trials.Select(trial => trial.Last is { } last && Metric.Of(last, metric) is { } value ? NumberText.Fixed(value, 3) : "")],
        importance);

    private static LiveColumn Spark(IReadOnlyList<RunningTrial> trials, int width, LiveView view) =>
        new(new string(' ', width), [.. trials.Select(trial => Sparkline.Of(trial.Losses, width, view.IsUnicode))], (int)Importance.Spark) { IsLeft = true, Style = LiveStyle.Trial };

    private static string Left(RunningTrial trial) =>
        trial.IsWaiting ? "waits" : trial.TotalUpdates == 0 ? "starts" : trial.Remaining is { } left ? DurationText.Clock(left) : "";

    private readonly record struct Layout(int Bar, IReadOnlyList<LiveColumn> Columns);
}
