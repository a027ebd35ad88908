using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>What a study says: each point over its seeds, the best one, and which others are worse beyond chance. A pure function of what is stored.</summary>
public sealed record StudyAnalysis
{
    /// <summary>What points are judged by.</summary>
    public MetricDefinition Metric => Measure.Metric;

    /// <summary>What a trial is worth.</summary>
    public required TrialMeasure Measure { get; init; }

    /// <summary>What the search of a parameter inside each point found; null where nothing is searched. Points are without that parameter then, and have the trials with the value that suited them best.</summary>
    public required Tuning? Tuning { get; init; }

    /// <summary>All points, in the order of the sweep.</summary>
    public required ImmutableArray<PointSummary> Points { get; init; }

    /// <summary>The point with the best mean; null when no point has finished trials and none that were pruned.</summary>
    public required PointSummary? Best { get; init; }

    /// <summary>Each other point with at least two seeds in common with the best one, against it.</summary>
    public required ImmutableDictionary<PointSummary, PairedComparison> Comparisons { get; init; }

    /// <summary>Points side by side with at least two seeds in common: they differ in one parameter, by one step.</summary>
    public required ImmutableArray<NeighbourComparison> Neighbours { get; init; }

    /// <summary>The smallest mean deficit among the points that are worse beyond chance; infinite when none is.</summary>
    private double NearestWorse { get; init; }

    /// <summary>Number of comparisons that could be made, at all looks: which are follows from the data, so all of them count.</summary>
    internal long Family { get; init; }

    /// <summary>Analyses a study by its metric at the end of training; of several budgets, at the last one.</summary>
    public static StudyAnalysis Of(StoredStudy study) => Of(study, TrialMeasure.AtEnd(study.Record));

    /// <summary>Analyses a study by a measure; of several budgets, at the last one.</summary>
    public static StudyAnalysis Of(StoredStudy study, TrialMeasure measure)
    {
        study = study.AtLast();
        var tuning = Tuning.Of(study);
        ImmutableArray<PointSummary> points =
        [
            .. study.Trials.Where(trial => tuning?.Counts(trial.Trial) != false).GroupBy(trial => tuning?.Definition.Outer(trial.Trial.Parameters) ?? trial.Trial.Parameters)
                .Select(group => new PointSummary(group.Key, [.. group], measure)),
        ];
        PointSummary? best = BestOf(points, measure.Metric);
        (PointSummary Point, SeedDifferences Differences)[] others = [.. AgainstBest(points, best)];
        (PointSummary First, PointSummary Second, SeedDifferences Differences)[] neighbours =
        [
            .. Statistics.Neighbours.Of(points).Where(pair => pair.First.Pruned + pair.Second.Pruned == 0).Select(pair => (pair.First, pair.Second, SeedDifferences.Between(pair.First, pair.Second))).Where(pair => pair.Item3.Values.Length >= 2),
        ];
        int comparable = points.Count(point => point is { Pruned: 0, Values.Count: >= 2 });
        long family = (long)study.Record.Looks * comparable * (comparable - 1) / 2;
        PairedComparison[] comparisons = PairedComparison.Compare([.. others.Select(other => other.Differences)], [.. neighbours.Select(pair => pair.Differences)], family, FirstsOf([.. others.Select(other => (best!, other.Point)), .. neighbours.Select(pair => (pair.First, pair.Second))]));
        return new StudyAnalysis
        {
            Measure = measure,
            Tuning = tuning,
            Family = family,
            Points = points,
            Best = best,
            NearestWorse = comparisons.Take(others.Length).Where(comparison => comparison.IsWorse).Select(comparison => comparison.Deficit.Mean).DefaultIfEmpty(double.PositiveInfinity).Min(),
            Comparisons = others.Zip(comparisons, (other, comparison) => KeyValuePair.Create(other.Point, comparison)).ToImmutableDictionary(ReferenceEqualityComparer.Instance),
            Neighbours = [.. neighbours.Zip(comparisons.Skip(others.Length), (pair, comparison) => new NeighbourComparison(pair.First, pair.Second, comparison))],
        };
    }

    /// <summary>The analysis with all of some points, in their order: those that it lacks have no trials, as where the trials of a search inside a point are damaged.</summary>
    internal StudyAnalysis With(IEnumerable<ParameterSet> points) => this with
    {
        Points = [.. points.Select(parameters => Points.FirstOrDefault(point => point.Parameters.Equals(parameters)) ?? new PointSummary(parameters, [], Measure))],
    };

    /// <summary>How a point stands to the best one.</summary>
    public Standing StandingOf(PointSummary point) => point switch
    {
        _ when ReferenceEquals(point, Best) => Standing.Best,
        { Diverged: > 0 } => Standing.Diverged,
        { Pruned: > 0 } => Standing.Pruned,
        { Estimate: null } => Standing.Unknown,
        _ when Comparisons.TryGetValue(point, out PairedComparison comparison) =>
            comparison.IsWorse ? Standing.Worse : comparison.Deficit.Mean > NearestWorse ? Standing.Undecided : Standing.Tied,
        _ => Standing.Unknown,
    };

    /// <summary>By how much one point is worse than another, of whatever place: as <see cref="Comparisons"/> and <see cref="Neighbours"/> have it, with the same correction for all that could be compared.</summary>
    /// <param name="first">A point.</param>
    /// <param name="second">Another one, whose deficit it is; negative where it is better.</param>
    /// <returns>Null when they have fewer than two seeds in common, or seeds of one were pruned.</returns>
    public PairedComparison? Compare(PointSummary first, PointSummary second)
    {
        var differences = SeedDifferences.Between(first, second);
        if (differences.Values.Length < 2 || first.Pruned + second.Pruned > 0)
        {
            return null;
        }

        (PointSummary Point, SeedDifferences Differences)[] others = [.. AgainstBest(Points, Best)];
        if (others.Length == 0)
        {
            return PairedComparison.Compare([differences], [], Family)[0];
        }

        return PairedComparison.Compare(
            [.. others.Select(other => other.Differences)],
            [.. Neighbours.Select(pair => SeedDifferences.Between(pair.First, pair.Second)), differences],
            Family,
            FirstsOf([.. others.Select(other => (Best!, other.Point)), .. Neighbours.Select(pair => (pair.First, pair.Second)), (first, second)]))[^1];
    }

    // The place of the first pair of the same two points, whichever of them comes first.
    private static int[] FirstsOf(IReadOnlyList<(PointSummary First, PointSummary Second)> pairs)
    {
        Dictionary<(int, int), int> places = [];
        int[] firsts = new int[pairs.Count];
        Dictionary<PointSummary, int> numbers = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < firsts.Length; i++)
        {
            (int first, int second) = (NumberOf(pairs[i].First), NumberOf(pairs[i].Second));
            (int, int) key = (Math.Min(first, second), Math.Max(first, second));
            places.TryAdd(key, i);
            firsts[i] = places[key];
        }

        return firsts;

        int NumberOf(PointSummary point) => numbers.TryGetValue(point, out int number) ? number : numbers[point] = numbers.Count;
    }

    private static IEnumerable<(PointSummary Point, SeedDifferences Differences)> AgainstBest(ImmutableArray<PointSummary> points, PointSummary? best) => best is null
        ? []
        : points.Where(point => point.Pruned == 0 && !ReferenceEquals(point, best)).Select(point => (point, SeedDifferences.Between(best, point))).Where(pair => pair.Item2.Values.Length >= 2);

    // A point that diverged with some seed is never better than one that did not, and one lucky seed does not beat points that have shown their spread.
    // Where seeds were pruned, those that are left are the lucky ones: their mean is no estimate of the point.
    private static PointSummary? BestOf(ImmutableArray<PointSummary> points, MetricDefinition metric) => points
        .Where(point => point is { Estimate: not null, Pruned: 0 })
        .OrderBy(point => point.Diverged > 0)
        .ThenBy(point => point.Values.Count < 2)
        .ThenBy(point => metric.Goal == MetricGoal.Maximize ? -point.Estimate!.Value.Mean : point.Estimate!.Value.Mean)
        .FirstOrDefault();
}

/// <summary>How a point stands to the best one.</summary>
public enum Standing
{
    /// <summary>It is the best one.</summary>
    Best,

    /// <summary>Its seeds cannot tell it from the best one.</summary>
    Tied,

    /// <summary>Its seeds cannot tell it from the best one, but only because they differ so much: its mean is further behind than that of a point that is worse.</summary>
    Undecided,

    /// <summary>It is worse beyond chance.</summary>
    Worse,

    /// <summary>It diverged with some seed.</summary>
    Diverged,

    /// <summary>It was pruned with some seed: given up early, where others had done better.</summary>
    Pruned,

    /// <summary>It has too few finished trials to compare.</summary>
    Unknown,
}
