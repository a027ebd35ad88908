using System.Collections.Immutable;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>What a round of a sweep begins with; of most studies it is the only one.</summary>
public sealed record RoundStart
{
    /// <summary>The study, so far.</summary>
    public required StudyPlan Plan { get; init; }

    /// <summary>Which round of this session it is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The trials of this round that remain to be run, in order.</summary>
    public required ImmutableArray<Trial> Pending { get; init; }

    /// <summary>Number of trials that were asked for, in this round and those before.</summary>
    public required int Selected { get; init; }

    /// <summary>What the sweep runs on, one for each device.</summary>
    public required ImmutableArray<TrainingEnvironment> Environments { get; init; }

    /// <summary>The memory that data and trials take; null where nothing remains to be run.</summary>
    public MemoryForecast? Memory { get; init; }
}
