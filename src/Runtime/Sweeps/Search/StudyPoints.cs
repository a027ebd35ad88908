using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>Makes the points of a study.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="overrides">What the command line sets.</param>
/// <param name="context">What expressions may ask about the study.</param>
internal sealed class StudyPoints(Experiment experiment, StudyOverrides overrides, StudyContext context)
{
    // So often a random draw may give a point that was there before, until what is left of a small space is listed.
    private const int MostRepeats = 1000;

    /// <summary>How points are chosen and judged.</summary>
    public SweepDefinition Sweep { get; } = experiment.Sweep;

    /// <summary>What a point is drawn from.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; } = experiment.Dimensions;

    /// <summary>The seeds that every point is run with.</summary>
    public ImmutableArray<int> Seeds { get; } = overrides.Apply(experiment.Sweep.Seeds);

    /// <summary>The most seeds of a point where they are added until the verdict is decided; null where <see cref="Seeds"/> are all.</summary>
    public int? MostSeeds { get; } = overrides.Seeds is null ? experiment.Sweep.MostSeeds : null;

    /// <summary>The point that drawn values make.</summary>
    public DrawnPoint At(ImmutableArray<double> drawn) => new(drawn, overrides.Apply(experiment.PointAt(drawn.AsSpan(), context)));

    /// <summary>The point at a point of the unit cube.</summary>
    public DrawnPoint AtUnit(ReadOnlySpan<double> unit) => At(Draws.At(Dimensions, unit));

    /// <summary>
    /// The points, each once, in the study's order: those of the grid, or as many as wanted that are drawn at random. A tuned parameter has its first value. Where a condition leaves a parameter without effect, combinations
    /// that differ in it alone are one point.
    /// </summary>
    public IEnumerable<DrawnPoint> Listed() => Sweep.Method == SearchMethod.Grid
        ? Grid().Take(Sweep.RunCap ?? int.MaxValue)
        : Random(new HashSet<ParameterSet>(), Sweep.RunCap ?? StudyPlan.MaxTrials, firstDraw: 0);

    /// <summary>Points drawn at random that are not among others; fewer than wanted where the space has no more.</summary>
    /// <param name="taken">The others; what is drawn is added.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="firstDraw">The first draw of the search seed to use.</param>
    public IEnumerable<DrawnPoint> Random(HashSet<ParameterSet> taken, int count, int firstDraw)
    {
        int repeats = 0;
        for (int draw = firstDraw; count > 0 && repeats < MostRepeats; draw++)
        {
            DrawnPoint point = At(Pinned(Draws.At(Dimensions, Draws.Unit(Dimensions.Count, Sweep.SearchSeed, draw))));
            if (taken.Add(point.Point.Parameters))
            {
                (count, repeats) = (count - 1, 0);
                yield return point;
            }
            else
            {
                repeats++;
            }
        }

        if (count > 0 && IsSmall)
        {
            foreach (DrawnPoint point in Draws.Grid(Free, GridOrder.Shuffled, Sweep.SearchSeed).Select(drawn => At(drawn)).Where(point => taken.Add(point.Point.Parameters)).Take(count))
            {
                yield return point;
            }
        }
    }

    private IEnumerable<DrawnPoint> Grid() => Draws.Grid(Free, experiment.Order, Sweep.SearchSeed).Select(At).DistinctBy(point => point.Point.Parameters);

    private bool IsSmall => Free.All(dimension => dimension.Distribution.IsDiscrete)
        && Free.Aggregate(1.0, (product, dimension) => product * dimension.Distribution.LevelCount!.Value) <= StudyPlan.MaxTrials;

    private bool IsTuned(Dimension dimension) => dimension.Name == Sweep.Tune?.Parameter;

    // The dimensions as the points outside of a tuned parameter see them: that one has its first value alone.
    private ImmutableArray<Dimension> Free => [.. Dimensions.Select(dimension => IsTuned(dimension) ? dimension with { Distribution = new OnlyValue(Draws.Level(dimension.Distribution, 0)) } : dimension)];

    private ImmutableArray<double> Pinned(ImmutableArray<double> drawn) => [.. drawn.Select((value, i) => IsTuned(Dimensions[i]) ? Draws.Level(Dimensions[i].Distribution, 0) : value)];

    private sealed record OnlyValue(double Value) : Distribution
    {
        public override long? LevelCount => 1;

        public override double Quantile(double u) => Value;

        public override double Level(long index) => Value;
    }
}
