namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>A range that holds the true value with the probability <see cref="Estimate.Confidence"/>.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Half of its width.</summary>
    public double HalfWidth => (High - Low) / 2;

    /// <summary>A value with the same room on both sides.</summary>
    public static Interval Around(double centre, double halfWidth) => new(centre - halfWidth, centre + halfWidth);
}
