namespace SweepDsl.Runtime.Training;

/// <summary>A trial that a trainer is given.</summary>
/// <param name="Request">The trial.</param>
/// <param name="Sink">Takes weights, measurements and checkpoints.</param>
/// <param name="IsAlone">Whether it must not be packed with others.</param>
public sealed record TrialJob(TrialRequest Request, ITrialSink Sink, bool IsAlone = false);
