namespace SweepDsl.Runtime.Sweeps;

/// <summary>How a sweep ended.</summary>
/// <param name="Selected">Trials that were asked for, in all rounds.</param>
/// <param name="Failed">Trials of this session that failed.</param>
/// <param name="IsInterrupted">Whether the user stopped it before the end.</param>
public readonly record struct SweepOutcome(int Selected, int Failed, bool IsInterrupted)
{
    /// <summary>The runner's exit code.</summary>
    public ExitCode ExitCode => IsInterrupted ? ExitCode.Interrupted : Failed > 0 ? ExitCode.TrialsFailed : ExitCode.Done;
}
