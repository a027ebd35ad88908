using System.Globalization;

namespace SweepDsl.Runtime.Reports;

/// <summary>Durations for people.</summary>
internal static class DurationText
{
    /// <summary>As on a clock: <c>0:07</c>, <c>12:34</c>, <c>1:02:03</c>.</summary>
    public static string Clock(TimeSpan duration) => duration.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalHours}:{duration.Minutes:00}:{duration.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}:{duration.Seconds:00}");

    /// <summary>Roughly, for what is only estimated: <c>about 40 s</c>, <c>about 4 min</c>, <c>about 2.5 h</c>.</summary>
    public static string Rough(TimeSpan duration) => duration.TotalMinutes switch
    {
        < 1.5 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(duration.TotalSeconds):0} s"),
        < 90 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(duration.TotalMinutes):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"about {duration.TotalHours:0.0} h"),
    };
}
