namespace SweepDsl.Runtime.Training;

/// <summary>A trial that a trainer is given.</summary>
/// <param name="Request">The trial.</param>
/// <param name="Sink">Takes weights, measurements and checkpoints.</param>
/// <param name="IsAlone">Whether it must not be packed with others.</param>
/// <param name="Place">Its place in the order of the study: what waits, waits for trials of lower ones. Equal where none waits.</param>
public sealed record TrialJob(TrialRequest Request, ITrialSink Sink, bool IsAlone = false, int Place = 0);
