namespace SweepDsl.Runtime;

/// <summary>What the runner's exit code says.</summary>
public enum ExitCode
{
    /// <summary>All was done.</summary>
    Done = 0,

    /// <summary>The study ran and some trials failed.</summary>
    TrialsFailed = 1,

    /// <summary>The command line was wrong.</summary>
    Usage = 2,

    /// <summary>There is no usable device, or a kernel does not compile for it.</summary>
    NoDevice = 3,

    /// <summary>Data are missing or damaged.</summary>
    Data = 4,

    /// <summary>The results folder is busy or damaged.</summary>
    Results = 5,

    /// <summary>Interrupted, and resumable.</summary>
    Interrupted = 130,
}
