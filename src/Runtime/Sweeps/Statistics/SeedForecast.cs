using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>How many seeds would decide a difference in a study.</summary>
/// <param name="Metric">What points are judged by.</param>
/// <param name="Difference">The difference to be found, in the metric's own unit.</param>
/// <param name="Deviation">Standard deviation of the difference of two runs with equal seeds.</param>
/// <param name="StoredTrials">Finished trials that the deviation was taken from; 0 where it is assumed.</param>
/// <param name="Comparisons">Pairs of points that the study can compare, at all looks.</param>
/// <param name="SamplingError">Standard error of a difference that comes from the choice of test examples; 0 for other quantities than accuracies.</param>
/// <param name="Examples">Test examples that it comes from; null for other quantities.</param>
public sealed record SeedForecast(MetricDefinition Metric, double Difference, double Deviation, int StoredTrials, long Comparisons, double SamplingError, int? Examples)
{
    // What small image classifiers show when nothing else is known: a point of accuracy from seed to seed, at an accuracy of 0.9.
    private const double AssumedDeviation = 0.01;
    private const double AssumedAccuracy = 0.9;

    /// <summary>Seeds with which the verdict finds the difference between any two points; null when no number does.</summary>
    public int? ForAny => SeedsNeeded.ToFind(Difference, Deviation, SamplingError * SamplingError, Comparisons);

    /// <summary>Seeds that find it between two points chosen beforehand; null when no number does.</summary>
    public int? ForOne => SeedsNeeded.ToFind(Difference, Deviation, SamplingError * SamplingError);

    /// <summary>Test examples below which no number of seeds finds the difference between any two points; null for other quantities than accuracies.</summary>
    public int? ExamplesNeeded => Examples is { } examples && SamplingError > 0 ? (int)Math.Min(int.MaxValue, Math.Ceiling(examples * SamplingError * SamplingError / Reachable)) : null;

    // The variance that endless seeds would leave room for: they find what is as large as both quantiles of the normal distribution together.
    private double Reachable => Math.Pow(
        Difference / (Normal.InvCDF(0, 1, 1 - (PairedComparison.Significance / 2 / Comparisons)) + Normal.InvCDF(0, 1, SeedsNeeded.Power)), 2);

    /// <summary>A forecast.</summary>
    /// <param name="metric">What points are judged by.</param>
    /// <param name="difference">The difference to be found, positive; null takes a point of accuracy, or a tenth of the best stored mean.</param>
    /// <param name="points">Points of the study.</param>
    /// <param name="looks">How often it is looked at, at most, to decide whether to add seeds; 1 where their number is fixed.</param>
    /// <param name="examples">Examples that the metric is the share of; null for other quantities than accuracies.</param>
    /// <param name="stored">The study as far as it was run; null when it was not.</param>
    /// <returns>Null when nothing says what difference to look for, or nothing is known of its spread.</returns>
    public static SeedForecast? Of(MetricDefinition metric, double? difference, int points, int looks, int? examples, StudyAnalysis? stored)
    {
        bool isShare = Store.Metric.IsShare(metric.Name);
        double? best = stored?.Best?.Estimate?.Mean;
        double? found = DeviationOf(stored);
        if ((difference ?? (isShare ? 0.01 : best / 10)) is not { } wanted || wanted == 0 || (found ?? (isShare ? AssumedDeviation * Math.Sqrt(2) : null)) is not { } deviation)
        {
            return null;
        }

        double accuracy = best ?? AssumedAccuracy;
        return new SeedForecast(
            metric,
            Math.Abs(wanted),
            deviation,
            found is null ? 0 : stored!.Points.Sum(point => point.Values.Count),
            Math.Max(1, (long)looks * points * (points - 1) / 2),
            examples is { } count ? Math.Sqrt(SamplingNoise.Variance(accuracy, accuracy, count)) : 0,
            examples);
    }

    // The middle one of all comparisons: a point that hardly learns, and varies wildly, says little of those that one wants to tell apart.
    private static double? DeviationOf(StudyAnalysis? stored)
    {
        double[] deviations =
        [
            .. (stored?.Comparisons.Values ?? []).Concat((stored?.Neighbours ?? []).Select(pair => pair.Comparison)).Select(comparison => comparison.Deficit.Deviation).OfType<double>().Order(),
        ];
        return deviations.Length == 0 || deviations[deviations.Length / 2] == 0 ? null : deviations[deviations.Length / 2];
    }
}
