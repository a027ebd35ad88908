using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>
/// P(A>B): how probably a run of A beats a run of B with the same seed (Bouthillier et al. 2021, "Accounting for variance in machine learning benchmarks"). It asks what a difference is worth against the seeds' luck,
/// which a difference of means, however certain, does not.
/// </summary>
/// <param name="Pairs">Number of seed pairs.</param>
/// <param name="Probability">Share of the pairs that A wins; a draw counts half.</param>
/// <param name="Interval">Its 95 % interval.</param>
public readonly record struct Superiority(int Pairs, double Probability, Interval Interval)
{
    /// <summary>Winning at least so often is worth speaking of: γ, as the authors recommend.</summary>
    public const double Meaningful = 0.75;

    /// <summary>Whether A is better beyond chance, and may be by as much as matters: the authors' condition for a conclusion.</summary>
    public bool IsMeaningful => Interval.Low > 0.5 && Interval.High > Meaningful;

    /// <summary>
    /// From differences of pairs, positive where A is better. The interval is Clopper and Pearson's (1934), which holds the truth in at least 95 % of cases for any number of pairs; the authors' percentile bootstrap calls 3 wins
    /// of 3 certain.
    /// </summary>
    /// <param name="differences">At least one.</param>
    public static Superiority Of(IReadOnlyCollection<double> differences)
    {
        int pairs = differences.Count;
        double wins = differences.Count(difference => difference > 0) + (differences.Count(difference => difference == 0) / 2.0);
        const double tail = (1 - Estimate.Confidence) / 2;
        double low = wins == 0 ? 0 : Beta.InvCDF(wins, pairs - wins + 1, tail);
        double high = wins == pairs ? 1 : Beta.InvCDF(wins + 1, pairs - wins, 1 - tail);
        return new Superiority(pairs, wins / pairs, new Interval(low, high));
    }
}
