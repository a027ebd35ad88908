namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>Holm's correction (1979) for the number of comparisons: the probability of any false claim among all stays below the level.</summary>
internal static class Holm
{
    /// <summary>With m comparisons the smallest p-value is multiplied by m, the next by m - 1, and so on, never falling and at most 1.</summary>
    /// <param name="pValues">P-values of the comparisons looked at.</param>
    /// <param name="family">Number of comparisons that could have been looked at, when which were follows from the data; at least as many.</param>
    /// <returns>The corrected values, in the given order.</returns>
    public static double[] Adjust(IReadOnlyList<double> pValues, long family)
    {
        double[] adjusted = new double[pValues.Count];
        double largest = 0;
        int rank = 0;
        foreach (int index in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]))
        {
            largest = Math.Max(largest, Math.Min(1, pValues[index] * (Math.Max(family, pValues.Count) - rank)));
            adjusted[index] = largest;
            rank++;
        }

        return adjusted;
    }
}
