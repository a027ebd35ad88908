using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>How many seeds a decision takes. Each answer is a number of pairs: runs of both points with equal seeds.</summary>
public static class SeedsNeeded
{
    /// <summary>The most that is looked for: what takes more cannot be decided by seeds in practice.</summary>
    public const int Most = 100_000;

    /// <summary>Share of real differences that must not be missed, unless said otherwise.</summary>
    public const double Power = 0.95;

    /// <summary>
    /// Pairs that decide whether P(A>B) is <paramref name="probability"/> rather than a half: Noether's formula (1987), N = ((z_α + z_β) / (√6 (γ - ½)))², with errors of 5 % either way as Bouthillier et al. 2021 use it;
    /// 29 for γ = 0.75.
    /// </summary>
    /// <param name="probability">P(A>B) to be told from a half, above it and at most 1.</param>
    public static int ToTell(double probability = Superiority.Meaningful)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        double reach = Normal.InvCDF(0, 1, Estimate.Confidence) + Normal.InvCDF(0, 1, Power);
        return (int)Math.Ceiling(Math.Pow(reach / (Math.Sqrt(6) * (probability - 0.5)), 2));
    }

    /// <summary>Pairs with which a two-sided paired t-test at 5 % finds a difference of the means.</summary>
    /// <param name="difference">The difference to be found; its sign does not matter.</param>
    /// <param name="deviation">Standard deviation of the difference of a pair.</param>
    /// <param name="samplingVariance">Variance of the difference that comes from the choice of test examples, which no number of seeds lowers.</param>
    /// <param name="comparisons">Number of comparisons that the 5 % are shared by.</param>
    /// <param name="power">Probability of finding it.</param>
    /// <returns>At least 2; null when <see cref="Most"/> pairs do not suffice.</returns>
    public static int? ToFind(double difference, double deviation, double samplingVariance = 0, long comparisons = 1, double power = Power)
    {
        double level = (1 - Estimate.Confidence) / 2 / Math.Max(1, comparisons);
        if (difference == 0 || !IsFound(Most))
        {
            return null;
        }

        (int fails, int suffices) = (1, Most);
        while (suffices - fails > 1)
        {
            int middle = (fails + suffices) / 2;
            (fails, suffices) = IsFound(middle) ? (fails, middle) : (middle, suffices);
        }

        return suffices;

        // The noncentral t distribution's shift is taken as plain: t(1 - α) + t(power) standard errors, at most one pair off.
        bool IsFound(int pairs) => Math.Abs(difference) >= Math.Sqrt((deviation * deviation / pairs) + samplingVariance)
            * (StudentT.InvCDF(0, 1, pairs - 1, 1 - level) + StudentT.InvCDF(0, 1, pairs - 1, power));
    }
}
