using System.Collections.Immutable;

namespace SweepDsl.Runtime.Training;

/// <summary>All that a trainer needs to go on from an update to the same bits, as if it had never stopped.</summary>
public sealed record TrialCheckpoint
{
    /// <summary>Updates made.</summary>
    public required long Update { get; init; }

    /// <summary>The epoch that the next update belongs to, from 0.</summary>
    public required long Epoch { get; init; }

    /// <summary>Index of the next batch's first example in that epoch's order.</summary>
    public required long Position { get; init; }

    /// <summary>Training examples seen, counted each time.</summary>
    public required long Examples { get; init; }

    /// <summary>Seconds spent on training.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Seconds spent on evaluations.</summary>
    public required double EvaluationSeconds { get; init; }

    /// <summary>Parameters under their own names, their moving average, if any, as <c>ema.PARAMETER</c>, and optimizer state as <c>optimizer.STATE.PARAMETER</c>; names are unique.</summary>
    public required ImmutableArray<NamedTensor> Tensors { get; init; }
}
