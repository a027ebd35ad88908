using System.Collections.Immutable;

namespace SweepDsl.Runtime.Training;

/// <summary>How a trial ended. A trial that cannot be run at all throws instead.</summary>
public abstract record TrialOutcome;

/// <summary>The budget was used up.</summary>
/// <param name="Weights">The final weights, in PyTorch's layouts.</param>
public sealed record FinishedTrial(ImmutableArray<NamedTensor> Weights) : TrialOutcome;

/// <summary>The loss became infinite or not a number: a result of the study, not an error.</summary>
/// <param name="Update">The first update (from 1) whose batch loss is not finite.</param>
public sealed record DivergedTrial(long Update) : TrialOutcome;

/// <summary>The user asked to stop; the sink has been given a checkpoint to go on from.</summary>
public sealed record InterruptedTrial : TrialOutcome;
