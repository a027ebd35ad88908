using MathNet.Numerics.Distributions;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>
/// The bias-corrected and accelerated bootstrap interval of a mean (Efron 1987, "Better bootstrap confidence intervals"). Its resamples are drawn by Philox from a fixed seed, so equal values have equal intervals.
/// </summary>
internal static class Bootstrap
{
    /// <summary>Resamples of an interval: their own noise is then a small part of its width.</summary>
    public const int Resamples = 10_000;

    private const int Seed = 0;

    /// <summary>The interval of the mean of at least two finite values; without width when all are alike.</summary>
    public static Interval OfMean(double[] values)
    {
        // The mean of alike values may miss them by a rounding; nothing may be made of that.
        if (Array.TrueForAll(values, value => value == values[0]))
        {
            return new Interval(values[0], values[0]);
        }

        double[] means = Means(values);
        double mean = values.Average();
        int below = means.Count(resampled => resampled < mean);
        int equal = means.Count(resampled => resampled == mean);

        // Equal ones count half, and neither end may be a probability of 0 or 1, whose normal quantile is infinite.
        double share = Math.Clamp((below + (equal / 2.0)) / Resamples, 1.0 / Resamples, 1 - (1.0 / Resamples));
        double bias = Normal.InvCDF(0, 1, share);
        double acceleration = Acceleration(values, mean);
        double reach = Normal.InvCDF(0, 1, (1 + Estimate.Confidence) / 2);
        return new Interval(At(-reach), At(reach));

        double At(double z) => Quantile(means, Normal.CDF(0, 1, bias + ((bias + z) / (1 - (acceleration * (bias + z))))));
    }

    /// <summary>The means of all resamples, ascending.</summary>
    internal static double[] Means(double[] values)
    {
        Philox random = new(Seed, RandomPurpose.Bootstrap);
        double[] means = new double[Resamples];
        for (int resample = 0; resample < Resamples; resample++)
        {
            double sum = 0;
            for (int i = 0; i < values.Length; i++)
            {
                sum += values[random.Draw((uint)resample, (uint)i).Below((uint)values.Length)];
            }

            means[resample] = sum / values.Length;
        }

        Array.Sort(means);
        return means;
    }

    // Of a mean the jackknife's deviations are those of the values, divided by n - 1, which the quotient loses.
    private static double Acceleration(double[] values, double mean) =>
        values.Sum(value => Math.Pow(value - mean, 3)) / (6 * Math.Pow(values.Sum(value => (value - mean) * (value - mean)), 1.5));

    // Linear between order statistics, as NumPy's default has it.
    private static double Quantile(double[] ascending, double probability)
    {
        double position = probability * (ascending.Length - 1);
        int lower = (int)position;
        int upper = Math.Min(lower + 1, ascending.Length - 1);
        return ascending[lower] + ((position - lower) * (ascending[upper] - ascending[lower]));
    }
}
