using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>A mean over seeds with its 95 % interval (Student's t).</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="HalfWidth">Half the width of the interval; null with one value, which says nothing about spread.</param>
public readonly record struct Estimate(int Count, double Mean, double? HalfWidth)
{
    /// <summary>Probability that such an interval holds the true mean.</summary>
    public const double Confidence = 0.95;

    /// <summary>The estimate from values of independent seeds.</summary>
    /// <returns>Null when there are none.</returns>
    public static Estimate? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        double mean = values.Average();
        return values.Count == 1
            ? new Estimate(1, mean, null)
            : new Estimate(values.Count, mean, Quantile(values.Count - 1) * StandardError(values, mean));
    }

    /// <summary>Standard deviation of the mean (with n - 1).</summary>
    internal static double StandardError(IReadOnlyCollection<double> values, double mean) =>
        Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);

    private static double Quantile(int degreesOfFreedom) => StudentT.InvCDF(0, 1, degreesOfFreedom, (1 + Confidence) / 2);
}
