using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>
/// What the comparisons of a study together say of the variance of each: a scaled inverse chi-squared distribution (Smyth 2004, "Linear models and empirical Bayes methods for
/// assessing differential expression in microarray experiments", section 6.2). Two or three seeds tell little of their own spread; nine points with three seeds each tell more.
/// </summary>
/// <param name="DegreesOfFreedom">How much the prior weighs, d0: 0 says nothing, infinity says that all variances are equal.</param>
/// <param name="Variance">Its centre, s0².</param>
internal readonly record struct VariancePrior(double DegreesOfFreedom, double Variance)
{
    // Where the digamma functions' inverse is looked for, as logarithms: beyond it variances are as good as equal, or as good as unrelated.
    private const double SmallestLog = -15;
    private const double LargestLog = 15;

    /// <summary>The prior that says nothing.</summary>
    public static VariancePrior None { get; } = new(0, 0);

    /// <summary>Fits the prior to samples' variances by the moments of their logarithms.</summary>
    /// <param name="samples">Variance (with n - 1) and degrees of freedom (n - 1) of each; those of variance 0 are left out.</param>
    public static VariancePrior Fit(IEnumerable<(double Variance, int DegreesOfFreedom)> samples)
    {
        (double Variance, int DegreesOfFreedom)[] usable = [.. samples.Where(sample => sample is { Variance: > 0, DegreesOfFreedom: > 0 })];
        if (usable.Length < 2)
        {
            return None;
        }

        double[] logs = [.. usable.Select(sample => Math.Log(sample.Variance) - LogBias(sample.DegreesOfFreedom))];
        double mean = logs.Average();
        double spread = logs.Sum(log => (log - mean) * (log - mean)) / (logs.Length - 1);
        double excess = spread - usable.Average(sample => Trigamma(sample.DegreesOfFreedom / 2.0));
        double freedom = excess > Trigamma(Math.Exp(LargestLog)) ? 2 * InverseTrigamma(excess) : double.PositiveInfinity;
        return new VariancePrior(freedom, Math.Exp(double.IsInfinity(freedom) ? mean : mean + LogBias(freedom)));
    }

    /// <summary>A sample's variance in the light of the prior, and what it is worth.</summary>
    /// <param name="variance">The sample's own variance.</param>
    /// <param name="degreesOfFreedom">Its degrees of freedom.</param>
    /// <param name="pooled">Degrees of freedom of all samples together: the result is worth no more.</param>
    public (double Variance, double DegreesOfFreedom) Moderate(double variance, int degreesOfFreedom, int pooled) => double.IsInfinity(DegreesOfFreedom)
        ? (Variance, pooled)
        : (((DegreesOfFreedom * Variance) + (degreesOfFreedom * variance)) / (DegreesOfFreedom + degreesOfFreedom), Math.Min(DegreesOfFreedom + degreesOfFreedom, pooled));

    /// <summary>The second derivative of the logarithm of the gamma function.</summary>
    internal static double Trigamma(double x)
    {
        // Abramowitz and Stegun 1964: 6.4.6 brings x to where the series 6.4.12 is exact in double precision.
        const double seriesFrom = 12;
        double sum = 0;
        for (; x < seriesFrom; x++)
        {
            sum += 1 / (x * x);
        }

        double y = 1 / (x * x);
        return sum + (1 / x) + (y / 2) + (y / x * ((1 / 6.0) - (y * ((1 / 30.0) - (y * ((1 / 42.0) - (y * ((1 / 30.0) - (y * 5 / 66)))))))));
    }

    // The mean of log(s²/σ²) of a sample with d degrees of freedom.
    private static double LogBias(double degreesOfFreedom) => SpecialFunctions.DiGamma(degreesOfFreedom / 2) - Math.Log(degreesOfFreedom / 2);

    private static double InverseTrigamma(double value) =>
        value >= Trigamma(Math.Exp(SmallestLog)) ? Math.Exp(SmallestLog) : Math.Exp(Brent.FindRoot(log => Math.Log(Trigamma(Math.Exp(log)) / value), SmallestLog, LargestLog, 1e-12, 200));
}
