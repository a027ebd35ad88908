using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>A point against the best one, seed by seed: pairs share initial weights and order of examples, so their difference varies less than either.</summary>
/// <param name="Deficit">By how much the point is worse, over the shared seeds; positive is worse whichever way the metric goes.</param>
/// <param name="PValue">Probability of so large a difference by chance alone (two-sided paired t-test, or the sign test when all differences are equal); 1 with fewer than two pairs.</param>
/// <param name="AdjustedPValue">The same, corrected for the number of comparisons (Holm 1979).</param>
public readonly record struct PairedComparison(Estimate Deficit, double PValue, double AdjustedPValue)
{
    /// <summary>Differences of which chance alone makes no more than this share are believed.</summary>
    public const double Significance = 1 - Estimate.Confidence;

    /// <summary>Whether the point is worse beyond chance.</summary>
    public bool IsWorse => AdjustedPValue < Significance && Deficit.Mean > 0;

    /// <summary>Two-sided p-value of a mean difference of 0.</summary>
    public static double TwoSidedPValue(IReadOnlyCollection<double> differences)
    {
        if (differences.Count < 2)
        {
            return 1;
        }

        double mean = differences.Average();
        double error = Estimate.StandardError(differences, mean);

        // Differences all alike (accuracies are whole examples) say nothing of their spread, and a t-test would be sure of anything; the sign test asks for none.
        return error == 0
            ? mean == 0 ? 1 : Math.Pow(2, 1 - differences.Count)
            : 2 * StudentT.CDF(0, 1, differences.Count - 1, -Math.Abs(mean / error));
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
}
