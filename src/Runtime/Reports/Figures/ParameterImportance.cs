using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>How much of the metric's variance over trials a parameter explains by itself.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Share">
/// Epsilon squared (Kelley 1935): 1 - (SSw / (n - k)) / (SSt / (n - 1)), where SSw is the sum of squares within the k groups of equal values and SSt that of all n trials; 0 at least. Where a parameter has more
/// values than <see cref="MostGroups"/>, groups are so many ranges with equally many trials.
/// </param>
public sealed record ParameterImportance(string Name, double Share)
{
    /// <summary>The most groups of values.</summary>
    public const int MostGroups = 8;

    /// <summary>The importance of each parameter that varies, the largest first.</summary>
    public static ImmutableArray<ParameterImportance> Of(StoredStudy study, TrialMeasure measure, IEnumerable<ParameterAxis> axes)
    {
        (StoredTrial Trial, double Value)[] trials =
            [.. study.Trials.Where(trial => !trial.Trial.IsTuning).Select(trial => (trial, measure.ValueOf(trial) ?? double.NaN)).Where(pair => double.IsFinite(pair.Item2))];
        return
        [
            .. axes.Where(axis => axis.Varies).Select(axis => new ParameterImportance(axis.Name, ShareOf([.. Groups(trials, axis)]))).OrderByDescending(importance => importance.Share),
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

    private static IEnumerable<double[]> Groups((StoredTrial Trial, double Value)[] trials, ParameterAxis axis)
    {
        var groups = trials.GroupBy(pair => axis.ValueIn(pair.Trial.Trial.Parameters)).ToArray();
        if (groups.Length <= MostGroups || !axis.IsNumeric)
        {
            return groups.Select(group => group.Select(pair => pair.Value).ToArray());
        }

        double[] ordered = [.. groups.OrderBy(group => group.Key is { } value ? value.Number : double.NaN).SelectMany(group => group.Select(pair => pair.Value))];
        return ordered.Chunk((ordered.Length + MostGroups - 1) / MostGroups);
    }
}
