using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>A point against the best one, seed by seed: pairs share initial weights and order of examples, so their difference varies less than either.</summary>
/// <param name="Deficit">By how much the point is worse, over the shared seeds; positive is worse whichever way the metric goes.</param>
/// <param name="PValue">Probability of so large a difference by chance alone (two-sided paired t-test, moderated; the sign test when no spread is known).</param>
/// <param name="AdjustedPValue">The same, corrected for the number of comparisons (Holm 1979).</param>
public readonly record struct PairedComparison(Estimate Deficit, double PValue, double AdjustedPValue)
{
    /// <summary>Differences of which chance alone makes no more than this share are believed.</summary>
    public const double Significance = 1 - Estimate.Confidence;

    /// <summary>Whether the point is worse beyond chance.</summary>
    public bool IsWorse => AdjustedPValue < Significance && Deficit.Mean > 0;

    /// <summary>
    /// Compares points with the best one. Each test's variance is moderated by all of them (<see cref="VariancePrior"/>): by itself, a handful of seeds would call wide gaps chance
    /// where they happen to vary much, and narrow ones certain where they happen to vary little.
    /// </summary>
    /// <param name="deficits">For each point by how much it is worse, seed by seed; at least two each.</param>
    public static PairedComparison[] Compare(IReadOnlyList<double[]> deficits)
    {
        VariancePrior prior = VariancePrior.Fit(deficits.Select(values => (Variance(values), values.Length - 1)));
        int pooled = deficits.Sum(values => values.Length - 1);
        (Estimate Deficit, double PValue)[] tests = [.. deficits.Select(values => Test(values, prior, pooled))];
        double[] adjusted = Holm([.. tests.Select(test => test.PValue)]);
        return [.. tests.Select((test, i) => new PairedComparison(test.Deficit, test.PValue, adjusted[i]))];
    }

    /// <summary>Holm's correction: with m tests, the smallest p-value is multiplied by m, the next by m - 1, and so on, never falling and at most 1.</summary>
    /// <returns>The corrected values, in the given order.</returns>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        double[] adjusted = new double[pValues.Count];
        double largest = 0;
        int rank = 0;
        foreach (int index in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]))
        {
            largest = Math.Max(largest, Math.Min(1, pValues[index] * (pValues.Count - rank)));
            adjusted[index] = largest;
            rank++;
        }

        return adjusted;
    }

    private static (Estimate Deficit, double PValue) Test(double[] values, VariancePrior prior, int pooled)
    {
        double mean = values.Average();
        (double variance, double freedom) = prior.Moderate(Variance(values), values.Length - 1, pooled);
        if (variance == 0)
        {
            // Differences all alike (accuracies are whole examples) say nothing of their spread, and a t-test would be sure of anything; the sign test asks for none.
            return (new Estimate(values.Length, mean, 0), mean == 0 ? 1 : Math.Pow(2, 1 - values.Length));
        }

        double error = Math.Sqrt(variance / values.Length);
        double halfWidth = StudentT.InvCDF(0, 1, freedom, (1 + Estimate.Confidence) / 2) * error;
        return (new Estimate(values.Length, mean, halfWidth), 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(mean / error)));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
