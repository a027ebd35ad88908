using System.Globalization;

namespace SweepDsl.Runtime.Reports;

/// <summary>One picture of the live display: a row for each trial under way, in columns, and below them the whole study. It is never wider or taller than the terminal.</summary>
internal static class LiveFrame
{
    private const int WidestBar = 30;
    private const int NarrowestBar = 8;
    private const int NarrowestTable = 10;
    private const int RowsWithHeader = 5;

    /// <summary>Draws the state of a sweep, one line for each row.</summary>
    public static IReadOnlyList<StyledLine> Of(SweepProgress progress, LiveView view)
    {
        List<StyledLine> lines = [];
        if (view.Rows > 1 && view.Room >= NarrowestTable)
        {
            AddTrials(lines, progress, view);
        }

        if (progress.Stage is { } stage && lines.Count + 1 < view.Rows)
        {
            lines.Add(new StyledLine().Add(TerminalText.Cut(TerminalText.Clean(stage, view.IsUnicode), view.Room, view.IsUnicode), LiveStyle.Dim));
        }

        if (view.Rows > 0)
        {
            lines.Add(Whole(progress, view));
        }

        return lines;
    }

    private static void AddTrials(List<StyledLine> lines, SweepProgress progress, LiveView view)
    {
        // Those that wait come last.
        RunningTrial[] trials = [.. progress.Running.OrderBy(trial => trial.IsWaiting)];
        if (trials.Length == 0)
        {
            return;
        }

        int header = view.Rows >= RowsWithHeader ? 1 : 0;
        int room = view.Rows - header - 1;
        bool areAll = trials.Length <= room;
        RunningTrial[] shown = areAll ? trials : trials[..(room - 1)];
        lines.AddRange(LiveTable.Of(shown, progress, view, header > 0));
        if (!areAll)
        {
            int waiting = trials.Skip(shown.Length).Count(trial => trial.IsWaiting);
            string more = string.Create(CultureInfo.InvariantCulture, $"and {ProgressText.Count(trials.Length - shown.Length, "more trial")} at once{(waiting > 0 ? $", {waiting} of them waiting" : "")}");
            lines.Add(new StyledLine().Add(TerminalText.Cut(more, view.Room, view.IsUnicode), LiveStyle.Dim));
        }
    }

    private static StyledLine Whole(SweepProgress progress, LiveView view)
    {
        double fraction = progress.Fraction;
        string percent = LiveTable.Percent(fraction);
        string text = Texts(progress, view).FirstOrDefault(text => Fits(text, NarrowestBar + 1)) ?? Texts(progress, view).FirstOrDefault(text => Fits(text, 0)) ?? "";
        int bar = Math.Min(WidestBar, view.Room - 1 - percent.Length - Gap(text) - TerminalText.Width(text));
        StyledLine line = new();
        if (bar >= NarrowestBar)
        {
            (string done, string left) = view.Bar(fraction, bar);
            line.Add(done, LiveStyle.Study).Add(left, LiveStyle.Dim).Add(" ");
        }

        return line.Add(TerminalText.Cut(percent + new string(' ', Gap(text)) + text, view.Room, view.IsUnicode));

        bool Fits(string text, int bar) => bar + percent.Length + Gap(text) + TerminalText.Width(text) <= view.Room;
    }

    private static int Gap(string text) => text.Length > 0 ? 2 : 0;

    // From the longest to the shortest.
    private static IEnumerable<string> Texts(SweepProgress progress, LiveView view)
    {
        int all = progress.Pending + progress.Foreseen;
        string elapsed = DurationText.Clock(progress.Elapsed);
        string? left = ProgressText.Left(progress);
        string counted = progress.MayGrow ? $"{progress.Ended} of at least {ProgressText.Count(all, "trial")}" : $"{progress.Ended} of {ProgressText.Count(all, "trial")}";
        yield return left is null ? $"{counted}, {elapsed} gone" : $"{counted}, {elapsed} gone, {left}";
        string brief = $"{progress.Ended}/{all}{(progress.MayGrow ? "+" : "")}";
        if (left is not null)
        {
            string short_ = left.Replace("about ", "~", StringComparison.Ordinal).Replace("at least", view.IsUnicode ? "≥" : ">=", StringComparison.Ordinal);
            yield return $"{brief}  {elapsed} gone, {short_}";
            yield return $"{brief}  {short_}";
        }

        yield return $"{brief}  {elapsed} gone";
        yield return brief;
    }
}
