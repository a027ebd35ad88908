namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>What a comparison of two points is made from.</summary>
/// <param name="Values">By how much the second is worse, for each seed that both have; positive is worse whichever way the metric goes.</param>
/// <param name="SamplingVariance">Variance of their mean that comes from the choice of test examples.</param>
internal sealed record SeedDifferences(double[] Values, double SamplingVariance = 0)
{
    /// <summary>Variance over seeds (with n - 1).</summary>
    public double Variance => Estimate.Variance(Values);

    /// <summary>The differences of two points, over the seeds that both have.</summary>
    public static SeedDifferences Between(PointSummary first, PointSummary second)
    {
        bool isMore = first.Measure.Metric.Goal == MetricGoal.Maximize;
        return new SeedDifferences(
            [.. first.Values.Where(pair => second.Values.ContainsKey(pair.Key)).Select(pair => isMore ? pair.Value - second.Values[pair.Key] : second.Values[pair.Key] - pair.Value)],
            first.Values.IsEmpty || second.Values.IsEmpty ? 0 : SamplingNoise.Variance(first.Measure, first.Values.Values.Average(), second.Values.Values.Average()));
    }
}
