using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>
/// Searches a parameter inside each point: all its levels are trained with a seed that the study does not use otherwise, so that the luck of the search does not enter the result. Where the best level lies at an end of the
/// range, at any budget, the range grows by half its levels beyond that end, twice at most. Then each point is run with the study's seeds and the level that suited it best, at each budget.
/// </summary>
internal sealed record TuningRound : Round
{
    private const int MostExtensions = 2;

    // Far from the seeds that people write.
    private const int SeedDistance = 1_000_000;

    private readonly StudyPoints _points;
    private readonly ImmutableArray<DrawnPoint> _outer;
    private readonly int _dimension;
    private readonly int _extensions;

    // For each point, the levels trained so far: from the first to before the second.
    private readonly ImmutableArray<(int First, int End)> _levels;

    private TuningRound(StudyPoints points, ImmutableArray<DrawnPoint> outer, int dimension, int extensions, ImmutableArray<(int First, int End)> levels, ImmutableArray<TrialChoice> trials)
        : base(trials) => (_points, _outer, _dimension, _extensions, _levels) = (points, outer, dimension, extensions, levels);

    /// <inheritdoc/>
    public override string? Announcement => _extensions == 0
        ? $"First {Name} is searched inside each point; then each is run with what suited it best."
        : $"The best {Name} lies at an end of its range at some points: the range grows there.";

    /// <inheritdoc/>
    public override string? Stage => $"searching {Name}";

    /// <inheritdoc/>
    public override ImmutableArray<TrialChoice> Foreseen => Cross([.. _outer.SelectMany(point => Levels(point, 0, 1))], _points.Seeds);

    private string Name => _points.Dimensions[_dimension].Name;

    private SpacedDistribution Range => (SpacedDistribution)_points.Dimensions[_dimension].Distribution;

    /// <summary>The levels that were asked for, at every point.</summary>
    public static TuningRound First(StudyPoints points, TuneDefinition tune)
    {
        ImmutableArray<DrawnPoint> outer = [.. points.Listed()];
        int dimension = points.Dimensions.Index().First(pair => pair.Item.Name == tune.Parameter).Index;
        int count = ((SpacedDistribution)points.Dimensions[dimension].Distribution).Count;
        TuningRound empty = new(points, outer, dimension, 0, [], []);
        return new TuningRound(points, outer, dimension, 0, [.. outer.Select(_ => (0, count))], empty.Choices(outer.Select(point => (point, 0, count))));
    }

    /// <summary>The parameters of a point that follow from the tuned one: itself, and those computed from it.</summary>
    public static ImmutableArray<string> Following(StudyPoints points, TuneDefinition tune)
    {
        TuningRound round = First(points, tune);
        ParameterSet[] levels = [.. round.Trials.Take(round.Range.Count).Select(choice => choice.Point.Parameters)];
        return [.. levels[0].Values.Select(pair => pair.Key).Where(name => levels.Select(level => level.Values.First(pair => pair.Key == name).Value).Distinct().Count() > 1)];
    }

    /// <inheritdoc/>
    public override Round? Next(StoredStudy study)
    {
        Tuning[] tunings = [.. Tunings(study)];
        if (_extensions < MostExtensions && Extended(tunings) is { Trials.IsEmpty: false } extended)
        {
            return extended;
        }

        HashSet<ParameterSet> chosen = [.. tunings.SelectMany(tuning => tuning.Points).Select(point => point.Chosen)];
        return SeedsRound.First(_points, [.. _outer.SelectMany((point, i) => AllLevels(point, i)).Where(point => chosen.Contains(point.Parameters))]);
    }

    private static IEnumerable<Tuning> Tunings(StoredStudy study) => (study.Record.Budgets.IsEmpty ? [study] : study.Record.Budgets.Select(study.At)).Select(view => Tuning.Of(view)!);

    private TuningRound Extended(Tuning[] tunings)
    {
        int more = Math.Max(1, (Range.Count - 1) / 2);
        var levels = ImmutableArray.CreateBuilder<(int First, int End)>();
        List<(DrawnPoint Point, int First, int End)> added = [];
        foreach ((int i, DrawnPoint point) in _outer.Index())
        {
            (int first, int end) = _levels[i];
            HashSet<TuningEdge> edges = [.. tunings.Select(tuning => tuning.EdgeAt(point.Point.Parameters))];
            (int newFirst, int newEnd) = (edges.Contains(TuningEdge.Low) ? first - more : first, edges.Contains(TuningEdge.High) ? end + more : end);
            added.Add((point, newFirst, first));
            added.Add((point, end, newEnd));
            levels.Add((newFirst, newEnd));
        }

        return new TuningRound(_points, _outer, _dimension, _extensions + 1, levels.ToImmutable(), Choices(added));
    }

    private ImmutableArray<TrialChoice> Choices(IEnumerable<(DrawnPoint Point, int First, int End)> levels)
    {
        int seed = Seed();
        return [.. levels.SelectMany(range => Levels(range.Point, range.First, range.End)).Select(point => new TrialChoice(point, seed, IsTuning: true))];
    }

    private IEnumerable<SweepPoint> AllLevels(DrawnPoint point, int index) => Levels(point, _levels[index].First, _levels[index].End);

    private IEnumerable<SweepPoint> Levels(DrawnPoint point, int first, int end) => Enumerable.Range(first, Math.Max(0, end - first))
        .Select(level => Draws.Level(Range, level))
        .Where(value => value >= _points.Sweep.Tune!.Least && value <= _points.Sweep.Tune.Most)
        .Select(value => _points.At(point.Drawn.SetItem(_dimension, value)).Point);

    private int Seed()
    {
        int first = _points.Seeds[0];
        int seed = first > int.MaxValue - SeedDistance ? first - SeedDistance : first + SeedDistance;
        while (_points.Seeds.Contains(seed))
        {
            seed--;
        }

        return seed;
    }
}
