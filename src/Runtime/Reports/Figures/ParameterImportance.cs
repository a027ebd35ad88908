using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>How much of the metric's variance over points a parameter explains by itself.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Share">
/// Epsilon squared (Kelley 1935): 1 - (SSw / (n - k)) / (SSt / (n - 1)), where SSt is the sum of squares of the n points' means over their seeds and SSw that within the k groups of equal values; 0 at least. Where most
/// points have a value of their own, as those of a search do, or there are more values than <see cref="MostGroups"/>, groups are ranges with equally many points, three at least.
/// </param>
public sealed record ParameterImportance(string Name, double Share)
{
    /// <summary>The most groups of values.</summary>
    public const int MostGroups = 8;

    private const int FewestOfRange = 3;

    /// <summary>The importance of each parameter that varies, the largest first.</summary>
    public static ImmutableArray<ParameterImportance> Of(StoredStudy study, TrialMeasure measure, IEnumerable<ParameterAxis> axes)
    {
        (ParameterSet Parameters, double Mean)[] points =
        [
            .. from trial in study.Trials
               where !trial.Trial.IsTuning
               let value = measure.ValueOf(trial) ?? double.NaN
               where double.IsFinite(value)
               group value by trial.Trial.Parameters into point
               select (point.Key, point.Average()),
        ];
        return
        [
            .. axes.Where(axis => axis.Varies).Select(axis => new ParameterImportance(axis.Name, ShareOf([.. Groups(points, axis)]))).OrderByDescending(importance => importance.Share),
        ];
    }

    private static double ShareOf(double[][] groups)
    {
        double[] all = [.. groups.SelectMany(group => group)];
        int within = all.Length - groups.Length;
        double total = SquaresOf(all);
        return within < 1 || total == 0 ? 0 : Math.Max(0, 1 - (groups.Sum(SquaresOf) / within / (total / (all.Length - 1))));
    }

    private static double SquaresOf(double[] values)
    {
        double mean = values.DefaultIfEmpty().Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }

    private static IEnumerable<double[]> Groups((ParameterSet Parameters, double Mean)[] points, ParameterAxis axis)
    {
        var groups = points.GroupBy(point => axis.ValueIn(point.Parameters)).ToArray();
        if (!axis.IsNumeric || groups.Length <= Math.Min(MostGroups, points.Length / 2))
        {
            return groups.Select(group => group.Select(point => point.Mean).ToArray());
        }

        int ranges = Math.Clamp(points.Length / FewestOfRange, 1, MostGroups);
        double[] ordered = [.. groups.OrderBy(group => group.Key is { } value ? value.Number : double.NaN).SelectMany(group => group.Select(point => point.Mean))];
        return ordered.Chunk((ordered.Length + ranges - 1) / ranges);
    }
}
