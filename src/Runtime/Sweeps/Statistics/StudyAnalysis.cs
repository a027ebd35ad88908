using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>What a study says: each point over its seeds, the best one, and which others are worse beyond chance. A pure function of what is stored.</summary>
public sealed record StudyAnalysis
{
    private StudyAnalysis(MetricDefinition metric, ImmutableArray<PointSummary> points, PointSummary? best, ImmutableDictionary<PointSummary, PairedComparison> comparisons) =>
        (Metric, Points, Best, Comparisons) = (metric, points, best, comparisons);

    /// <summary>What points are judged by.</summary>
    public MetricDefinition Metric { get; }

    /// <summary>All points, in the order of the sweep.</summary>
    public ImmutableArray<PointSummary> Points { get; }

    /// <summary>The point with the best mean; null when no trial finished.</summary>
    public PointSummary? Best { get; }

    /// <summary>Each other point with at least two seeds in common with the best one, against it.</summary>
    public ImmutableDictionary<PointSummary, PairedComparison> Comparisons { get; }

    /// <summary>Analyses a study.</summary>
    public static StudyAnalysis Of(StoredStudy study)
    {
        MetricDefinition metric = study.Record.Metric;
        ImmutableArray<PointSummary> points =
        [
            .. study.Trials.GroupBy(trial => trial.Trial.Parameters).Select(group => new PointSummary(group.Key, [.. group], metric)),
        ];
        PointSummary? best = BestOf(points, metric);
        return new StudyAnalysis(metric, points, best, best is null ? ImmutableDictionary<PointSummary, PairedComparison>.Empty : Compare(points, best, metric));
    }

    /// <summary>How a point stands to the best one.</summary>
    public Standing StandingOf(PointSummary point) => point switch
    {
        _ when ReferenceEquals(point, Best) => Standing.Best,
        { Diverged: > 0 } => Standing.Diverged,
        { Estimate: null } => Standing.Unknown,
        _ when Comparisons.TryGetValue(point, out PairedComparison comparison) => comparison.IsWorse ? Standing.Worse : Standing.Tied,
        _ => Standing.Unknown,
    };

    // A point that diverged with some seed is never better than one that did not, and one lucky seed does not beat points that have shown their spread.
    private static PointSummary? BestOf(ImmutableArray<PointSummary> points, MetricDefinition metric) => points
        .Where(point => point.Estimate is not null)
        .OrderBy(point => point.Diverged > 0)
        .ThenBy(point => point.Values.Count < 2)
        .ThenBy(point => metric.Goal == MetricGoal.Maximize ? -point.Estimate!.Value.Mean : point.Estimate!.Value.Mean)
        .FirstOrDefault();

    private static ImmutableDictionary<PointSummary, PairedComparison> Compare(ImmutableArray<PointSummary> points, PointSummary best, MetricDefinition metric)
    {
        (PointSummary Point, double[] Deficits)[] pairs =
        [
            .. points.Where(point => !ReferenceEquals(point, best)).Select(point => (point, Deficits(point, best, metric))).Where(pair => pair.Item2.Length >= 2),
        ];
        PairedComparison[] comparisons = PairedComparison.Compare([.. pairs.Select(pair => pair.Deficits)]);
        return pairs.Zip(comparisons, (pair, comparison) => KeyValuePair.Create(pair.Point, comparison)).ToImmutableDictionary(ReferenceEqualityComparer.Instance);
    }

    private static double[] Deficits(PointSummary point, PointSummary best, MetricDefinition metric) =>
    [
        .. best.Values.Where(pair => point.Values.ContainsKey(pair.Key))
            .Select(pair => metric.Goal == MetricGoal.Maximize ? pair.Value - point.Values[pair.Key] : point.Values[pair.Key] - pair.Value),
    ];
}

/// <summary>How a point stands to the best one.</summary>
public enum Standing
{
    /// <summary>It is the best one.</summary>
    Best,

    /// <summary>Its seeds cannot tell it from the best one.</summary>
    Tied,

    /// <summary>It is worse beyond chance.</summary>
    Worse,

    /// <summary>It diverged with some seed.</summary>
    Diverged,

    /// <summary>It has too few finished trials to compare.</summary>
    Unknown,
}
