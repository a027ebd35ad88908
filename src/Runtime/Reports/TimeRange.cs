namespace SweepDsl.Runtime.Reports;

/// <summary>A time that is known to lie between two others, in seconds.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The most.</param>
internal readonly record struct TimeRange(double Low, double High)
{
    /// <summary>Both ends are one.</summary>
    public static TimeRange Exactly(double seconds) => new(seconds, seconds);

    /// <summary>One after the other.</summary>
    public static TimeRange operator +(TimeRange a, TimeRange b) => new(a.Low + b.Low, a.High + b.High);

    /// <summary>So many times as long.</summary>
    public static TimeRange operator *(TimeRange range, double factor) => new(range.Low * factor, range.High * factor);

    /// <summary>The longer of both.</summary>
    public static TimeRange Longer(TimeRange a, TimeRange b) => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High));
}
