using System.Globalization;
using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Reports;

/// <summary>One picture of the live display, as lines no wider than the terminal.</summary>
internal static class LiveFrame
{
    private const int NarrowestBar = 10;
    private const int WidestBar = 30;

    /// <summary>Draws the state of a sweep, one string for each line.</summary>
    /// <param name="progress">The state.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="isUnicode">Whether it shows more than ASCII.</param>
    public static IReadOnlyList<string> Of(SweepProgress progress, int width, bool isUnicode)
    {
        // A line as wide as the terminal would wrap on some.
        int room = Math.Max(1, width - 1);
        int bar = Math.Clamp(room / 3, NarrowestBar, WidestBar);
        double whole = progress.Pending == 0 ? 1 : (progress.Ended + (progress.Current is null ? 0 : progress.Fraction)) / progress.Pending;
        string left = progress.Remaining is { } remaining ? $", {DurationText.Rough(remaining)} left" : "";
        List<string> lines = [];
        if (progress.Current is { } trial)
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"{Bar(progress.Fraction, bar, isUnicode)} {progress.Fraction,4:0%}  {trial.Name}  update {progress.Updates.Done:N0} of {progress.Updates.Total:N0}"));
            if (progress.Last is { } last)
            {
                string epoch = $"{new string(' ', bar + 7)}epoch {NumberText.Fixed(last.Epoch, 0)}: ";
                string losses = ProgressText.Losses(last);
                lines.Add(epoch + (epoch.Length + losses.Length <= room ? losses : ProgressText.Losses(last, isShort: true)));
            }
        }

        lines.Add($"{Bar(whole, bar, isUnicode)} {whole.ToString("0%", CultureInfo.InvariantCulture),4}  {progress.Ended} of {ProgressText.Count(progress.Pending, "trial")}, {DurationText.Clock(progress.Elapsed)} gone{left}");
        return [.. lines.Select(line => line.Length <= room ? line : line[..room])];
    }

    private static string Bar(double fraction, int width, bool isUnicode)
    {
        int filled = Math.Clamp((int)(fraction * width), 0, width);
        return isUnicode ? new string('━', filled) + new string('─', width - filled) : new string('#', filled) + new string('.', width - filled);
    }
}
