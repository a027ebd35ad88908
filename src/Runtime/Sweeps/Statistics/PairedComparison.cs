namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>A point against another: pairs share initial weights and order of examples, so their difference varies less than either.</summary>
/// <param name="Deficit">By how much the second point is worse, over the shared seeds; positive is worse whichever way the metric goes. Its interval counts the choice of seeds and of test examples.</param>
/// <param name="Superiority">How probably the first point wins with a new seed on these test examples.</param>
/// <param name="SamplingError">Standard error of the deficit that comes from the choice of test examples alone, and that no number of seeds lowers.</param>
/// <param name="PValue">Probability of so large a difference by chance alone (two-sided paired t-test, moderated; the sign test when no spread is known).</param>
/// <param name="AdjustedPValue">The same, corrected for the number of comparisons (Holm 1979).</param>
public readonly record struct PairedComparison(Estimate Deficit, Superiority Superiority, double SamplingError, double PValue, double AdjustedPValue)
{
    /// <summary>Differences of which chance alone makes no more than this share are believed.</summary>
    public const double Significance = 1 - Estimate.Confidence;

    /// <summary>Whether the points differ beyond chance.</summary>
    public bool IsDecided => AdjustedPValue < Significance;

    /// <summary>Whether the second point is worse beyond chance.</summary>
    public bool IsWorse => IsDecided && Deficit.Mean > 0;

    /// <summary>
    /// Makes comparisons. Each test's variance is moderated by all of the first list (<see cref="VariancePrior"/>): by itself, a handful of seeds would call wide gaps chance
    /// where they happen to vary much, and narrow ones certain where they happen to vary little.
    /// </summary>
    /// <param name="differences">One point against each other; at least two seeds each.</param>
    /// <param name="others">Further comparisons between the same points.</param>
    /// <param name="family">Number of comparisons that could be made: which are is seen from the data (the best point is chosen by its results), so all count.</param>
    /// <param name="firsts">For each comparison of both lists the place of the first one between the same two points: what is compared twice counts once. Null where none is.</param>
    /// <returns>Those of the first list, then those of the second.</returns>
    internal static PairedComparison[] Compare(IReadOnlyList<SeedDifferences> differences, IReadOnlyList<SeedDifferences> others, long family, IReadOnlyList<int>? firsts = null)
    {
        VariancePrior prior = VariancePrior.Fit(differences.Select(one => (one.Variance, one.Values.Length - 1)));
        int pooled = differences.Sum(one => one.Values.Length - 1);
        SeedDifferences[] all = [.. differences, .. others];
        (Interval Interval, double PValue)[] tests = [.. all.Select(one => Test(one, prior, pooled))];
        int[] distinct = [.. Enumerable.Range(0, all.Length).Where(i => firsts is null || firsts[i] == i)];
        Dictionary<int, double> adjusted = distinct.Zip(Holm.Adjust([.. distinct.Select(i => tests[i].PValue)], family)).ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. all.Select((one, i) => new PairedComparison(
                new Estimate(one.Values.Length, one.Values.Average(), Math.Sqrt(one.Variance), tests[i].Interval),
                Superiority.Of(one.Values),
                Math.Sqrt(one.SamplingVariance),
                tests[i].PValue,
                adjusted[firsts?[i] ?? i])),
        ];
    }

    private static (Interval Interval, double PValue) Test(SeedDifferences differences, VariancePrior prior, int pooled)
    {
        int seeds = differences.Values.Length;
        double mean = differences.Values.Average();
        (double variance, double freedom) = prior.Moderate(differences.Variance, seeds - 1, pooled);
        double error = Math.Sqrt((variance / seeds) + differences.SamplingVariance);
        if (error == 0)
        {
            return (new Interval(mean, mean), OfSigns(mean, seeds));
        }

        // The seeds' part of the variance is uncertain, that of the examples is not (Satterthwaite 1946).
        double seedShare = variance / seeds / (error * error);
        double both = seedShare == 0 ? double.PositiveInfinity : freedom / (seedShare * seedShare);
        double pValue = Estimate.TwoSidedProbability(mean / error, both);
        return (Interval.Around(mean, Estimate.Student(both) * error), variance == 0 ? Math.Max(pValue, OfSigns(mean, seeds)) : pValue);
    }

    // Differences all alike (accuracies are whole examples) say nothing of their spread, and a t-test would be sure of anything; the sign test asks for none.
    private static double OfSigns(double mean, int seeds) => mean == 0 ? 1 : Math.Pow(2, 1 - seeds);
}
