using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>
/// Searches a parameter inside each point: all its levels are trained with a seed that the study does not use otherwise, so that the luck of the search does not enter the result. Where the best level lies at an end of the
/// range, at any budget, the range grows by half its levels beyond that end, twice at most. Then each point is run with the study's seeds and the level that suited it best, at each budget. Where budgets have trainings of
/// their own, each has a search of its own.
/// </summary>
internal sealed record TuningRound : Round
{
    private const int MostExtensions = 2;

    // Far from the seeds that people write.
    private const int SeedDistance = 1_000_000;

    private readonly StudyPoints _points;
    private readonly int _dimension;
    private readonly int _extensions;
    private readonly ImmutableArray<Line> _lines;

    private TuningRound(StudyPoints points, int dimension, int extensions, ImmutableArray<Line> lines, ImmutableArray<TrialChoice> trials)
        : base(trials) => (_points, _dimension, _extensions, _lines) = (points, dimension, extensions, lines);

    /// <inheritdoc/>
    public override string? Announcement => _extensions == 0
        ? $"First {Name} is searched inside each point; then each is run with what suited it best."
        : $"The best {Name} lies at an end of its range at some points: the range grows there.";

    /// <inheritdoc/>
    public override string? Stage => $"searching {Name}";

    /// <inheritdoc/>
    public override ImmutableArray<TrialChoice> Foreseen =>
        Cross([.. from line in _lines from point in Levels(line with { First = 0, End = 1 }) select new BudgetedPoint(point, line.Budget)], _points.Seeds);

    private string Name => _points.Dimensions[_dimension].Name;

    private SpacedDistribution Range => (SpacedDistribution)_points.Dimensions[_dimension].Distribution;

    /// <summary>The levels that were asked for, at every point.</summary>
    public static TuningRound First(StudyPoints points, TuneDefinition tune)
    {
        int dimension = points.Dimensions.Index().First(pair => pair.Item.Name == tune.Parameter).Index;
        int count = ((SpacedDistribution)points.Dimensions[dimension].Distribution).Count;
        ImmutableArray<Line> lines = [.. from outer in points.Listed() from one in BudgetedPoint.Of(outer.Point) select new Line(outer, one.Budget, 0, count)];
        TuningRound empty = new(points, dimension, 0, [], []);
        return new TuningRound(points, dimension, 0, lines, empty.Choices(lines));
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
        Func<Line, IEnumerable<Tuning>> tunings = Tunings(study);
        if (_extensions < MostExtensions && Extended(tunings) is { Trials.IsEmpty: false } extended)
        {
            return extended;
        }

        return SeedsRound.First(_points,
        [
            .. from line in _lines
               let chosen = tunings(line).Select(tuning => tuning.PointOf(line.Parameters)?.Chosen).ToHashSet()
               from point in Levels(line)
               where chosen.Contains(point.Parameters)
               select new BudgetedPoint(point, line.Budget),
        ]);
    }

    // What the search found, at each of the budgets that a line serves.
    private static Func<Line, IEnumerable<Tuning>> Tunings(StoredStudy study)
    {
        if (study.Record.Budgets.IsEmpty)
        {
            Tuning tuning = Tuning.Of(study)!;
            return _ => [tuning];
        }

        Dictionary<string, Tuning> at = study.Record.Budgets.ToDictionary(budget => budget, budget => Tuning.Of(study.At(budget))!);
        return line => new BudgetedPoint(line.Outer.Point, line.Budget).Budgets.Select(budget => at[budget.ToString()]);
    }

    private TuningRound Extended(Func<Line, IEnumerable<Tuning>> tunings)
    {
        int more = Math.Max(1, (Range.Count - 1) / 2);
        var lines = ImmutableArray.CreateBuilder<Line>();
        List<Line> added = [];
        foreach (Line line in _lines)
        {
            HashSet<TuningEdge> edges = [.. tunings(line).Select(tuning => tuning.EdgeAt(line.Parameters))];
            Line grown = line with { First = edges.Contains(TuningEdge.Low) ? line.First - more : line.First, End = edges.Contains(TuningEdge.High) ? line.End + more : line.End };
            added.Add(grown with { End = line.First });
            added.Add(grown with { First = line.End });
            lines.Add(grown);
        }

        return new TuningRound(_points, _dimension, _extensions + 1, lines.ToImmutable(), Choices(added));
    }

    private ImmutableArray<TrialChoice> Choices(IEnumerable<Line> lines)
    {
        int seed = Seed();
        return [.. from line in lines from point in Levels(line) select new TrialChoice(point, seed, IsTuning: true, line.Budget)];
    }

    private IEnumerable<SweepPoint> Levels(Line line) => Enumerable.Range(line.First, Math.Max(0, line.End - line.First))
        .Select(level => Draws.Level(Range, level))
        .Where(value => value >= _points.Sweep.Tune!.Least && value <= _points.Sweep.Tune.Most)
        .Select(value => _points.At(line.Outer.Drawn.SetItem(_dimension, value)).Point);

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

    /// <summary>The levels of a point that were trained so far, and of a budget that has trainings of its own.</summary>
    /// <param name="Outer">The point, with the first level.</param>
    /// <param name="Budget">The budget; null where trainings serve all.</param>
    /// <param name="First">The first level.</param>
    /// <param name="End">The level after the last.</param>
    private readonly record struct Line(DrawnPoint Outer, Budget? Budget, int First, int End)
    {
        public ParameterSet Parameters => Outer.Point.Parameters;
    }
}
