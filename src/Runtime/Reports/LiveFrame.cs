using System.Globalization;
using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Reports;

/// <summary>One picture of the live display, as lines no wider than the terminal.</summary>
internal static class LiveFrame
{
    private const int NarrowestBar = 10;
    private const int WidestBar = 30;
    private const int MostRows = 8;

    /// <summary>Draws the state of a sweep, one string for each line.</summary>
    /// <param name="progress">The state.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="isUnicode">Whether it shows more than ASCII.</param>
    public static IReadOnlyList<string> Of(SweepProgress progress, int width, bool isUnicode)
    {
        // A line as wide as the terminal would wrap on some.
        int room = Math.Max(1, width - 1);
        int bar = Math.Clamp(room / 3, NarrowestBar, WidestBar);
        double whole = progress.Fraction;
        string left = progress.Remaining is { } remaining ? $", {DurationText.Rough(remaining)} left" : "";
        List<string> lines = [];
        foreach (RunningTrial running in progress.Running.Take(MostRows))
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"{Bar(running.Fraction, bar, isUnicode)} {running.Fraction,4:0%}  {running.Trial.Name}  {State(running)}"));
            if (running.Last is not { } last)
            {
                continue;
            }

            if (progress.Running.Count > 1)
            {
                lines[^1] += $"  {ProgressText.Losses(last, isShort: true)}";
                continue;
            }

            string epoch = $"{new string(' ', bar + 7)}epoch {NumberText.Fixed(last.Epoch, 0)}: ";
            string losses = ProgressText.Losses(last);
            lines.Add(epoch + (epoch.Length + losses.Length <= room ? losses : ProgressText.Losses(last, isShort: true)));
        }

        if (progress.Running.Count > MostRows)
        {
            lines.Add($"{new string(' ', bar + 7)}and {ProgressText.Count(progress.Running.Count - MostRows, "more trial")} at once");
        }

        lines.Add($"{Bar(whole, bar, isUnicode)} {whole.ToString("0%", CultureInfo.InvariantCulture),4}  {progress.Ended} of {ProgressText.Count(progress.Pending, "trial")}, {DurationText.Clock(progress.Elapsed)} gone{left}");
        return [.. lines.Select(line => line.Length <= room ? line : line[..room])];
    }

    // Until the first submission has ended it is not known how many updates an earlier session made.
    private static string State(RunningTrial running) =>
        running.Updates.Total == 0 ? "starting" : string.Create(CultureInfo.InvariantCulture, $"update {running.Updates.Done:N0} of {running.Updates.Total:N0}");

    private static string Bar(double fraction, int width, bool isUnicode)
    {
        int filled = Math.Clamp((int)(fraction * width), 0, width);
        return isUnicode ? new string('━', filled) + new string('─', width - filled) : new string('#', filled) + new string('.', width - filled);
    }
}
