using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Search;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>How points are chosen and judged.</summary>
/// <param name="Method">How points are chosen.</param>
/// <param name="Metric">What they are judged by.</param>
/// <param name="Seeds">The seeds every point is run with; equal seeds of two points are a pair.</param>
public sealed record SweepDefinition(SearchMethod Method, MetricDefinition Metric, ImmutableArray<int> Seeds)
{
    /// <summary>The most points that are trained, each with all of its seeds; null for no limit, which only a grid has.</summary>
    public int? RunCap { get; init; }

    /// <summary>The seed of all that the search draws.</summary>
    public int SearchSeed { get; init; }

    /// <summary>When trials that do worse than others are ended; null trains all to their end.</summary>
    public EarlyTermination? EarlyTermination { get; init; }

    /// <summary>The most seeds of a point where seeds are added until the verdict is decided; null where <see cref="Seeds"/> are all.</summary>
    public int? MostSeeds { get; init; }

    /// <summary>What is searched inside each point; null for nothing.</summary>
    public TuneDefinition? Tune { get; init; }

    /// <summary>What trainings are to reach; null for nothing.</summary>
    public GoalDefinition? Goal { get; init; }
}
