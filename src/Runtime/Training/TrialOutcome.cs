using System.Collections.Immutable;

namespace SweepDsl.Runtime.Training;

/// <summary>How a trial ended.</summary>
public abstract record TrialOutcome
{
    /// <summary>The most trials that were packed into one command stream with it, itself included.</summary>
    public int PackedTrials { get; init; } = 1;

    /// <summary>The device memory it took; null when it never got so far.</summary>
    public TrialMemory? Memory { get; init; }
}

/// <summary>The budget was used up.</summary>
/// <param name="Weights">The final weights, in PyTorch's layouts: those that were measured.</param>
public sealed record FinishedTrial(ImmutableArray<NamedTensor> Weights) : TrialOutcome
{
    /// <summary>The weights that were trained, where <see cref="Weights"/> are their moving average; otherwise empty.</summary>
    public ImmutableArray<NamedTensor> RawWeights { get; init; } = [];
}

/// <summary>The loss became infinite or not a number: a result of the study, not an error.</summary>
/// <param name="Update">The first update (from 1) whose batch loss is not finite.</param>
public sealed record DivergedTrial(long Update) : TrialOutcome;

/// <summary>It was given up after an evaluation, for others did better: a result of the study, not an error.</summary>
public sealed record PrunedTrial : TrialOutcome;

/// <summary>It waited for trials before it, and left its place to one of them; the sink has been given a checkpoint to go on from, if any update was made.</summary>
public sealed record SetAsideTrial : TrialOutcome;

/// <summary>The user asked to stop; the sink has been given a checkpoint to go on from, if any update was made.</summary>
public sealed record InterruptedTrial : TrialOutcome;

/// <summary>It cannot be run, or broke off.</summary>
/// <param name="Error">What went wrong.</param>
/// <param name="MayBeAnothers">Whether another trial may be the cause: a device that is lost does not say whose work it was.</param>
public sealed record FailedTrial(Exception Error, bool MayBeAnothers) : TrialOutcome;
