using System.Globalization;

namespace SweepDsl.Runtime.Reports;

/// <summary>Durations for people.</summary>
internal static class DurationText
{
    private enum Unit
    {
        Seconds,
        Minutes,
        Hours,
    }

    /// <summary>As on a clock: <c>0:07</c>, <c>12:34</c>, <c>1:02:03</c>.</summary>
    public static string Clock(TimeSpan duration) => duration.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalHours}:{duration.Minutes:00}:{duration.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}:{duration.Seconds:00}");

    /// <summary>Roughly, for what is only estimated: <c>about 40 s</c>, <c>about 4 min</c>, <c>about 2.5 h</c>.</summary>
    public static string Rough(TimeSpan duration) => $"about {Up(duration)}";

    /// <summary>In digits that an estimate can have, rounded up: <c>8 s</c>, <c>40 s</c>, <c>4 min</c>, <c>2.5 h</c>.</summary>
    public static string Up(TimeSpan duration) => Text(duration, UnitOf(duration), Math.Ceiling);

    /// <summary>The same, rounded down.</summary>
    public static string Down(TimeSpan duration) => Text(duration, UnitOf(duration), Math.Floor);

    /// <summary>What lies between two times: <c>2 to 5 min</c>, <c>50 s to 3 min</c>.</summary>
    public static string Between(TimeSpan low, TimeSpan high)
    {
        Unit unit = UnitOf(high);
        return Down(low) == Text(high, unit, Math.Ceiling) ? Down(low) : low >= LengthOf(unit) ? $"{Number(low, unit, Math.Floor)} to {Text(high, unit, Math.Ceiling)}" : $"{Down(low)} to {Text(high, unit, Math.Ceiling)}";
    }

    private static string Text(TimeSpan duration, Unit unit, Func<double, double> round) => $"{Number(duration, unit, round)} {WordOf(unit)}";

    private static string Number(TimeSpan duration, Unit unit, Func<double, double> round) => unit switch
    {
        Unit.Seconds when duration.TotalSeconds < 20 => Whole(Math.Max(1, round(duration.TotalSeconds))),
        Unit.Seconds => Whole(5 * round(duration.TotalSeconds / 5)),
        Unit.Minutes => Whole(round(duration.TotalMinutes)),
        _ => (round(10 * duration.TotalHours) / 10).ToString("0.0", CultureInfo.InvariantCulture),
    };

    private static Unit UnitOf(TimeSpan duration) => duration.TotalMinutes switch { < 1.5 => Unit.Seconds, < 90 => Unit.Minutes, _ => Unit.Hours };

    private static TimeSpan LengthOf(Unit unit) => unit switch { Unit.Seconds => TimeSpan.Zero, Unit.Minutes => TimeSpan.FromMinutes(1), _ => TimeSpan.FromHours(1) };

    private static string WordOf(Unit unit) => unit switch { Unit.Seconds => "s", Unit.Minutes => "min", _ => "h" };

    private static string Whole(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
