namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>The middle of measurements, which a disturbed one moves little.</summary>
public static class Median
{
    /// <summary>The median: of an even number, the mean of the two in the middle.</summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? throw new ArgumentException("There is no median of nothing.", nameof(values))
            : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
