namespace SweepDsl.Runtime.Kernels;

/// <summary>Where a recorded program notes the time. Replayed training notes none: each costs the device a little.</summary>
public enum ProgramTimestamps
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before the first and after the last dispatch.</summary>
    Ends,

    /// <summary>Before the first dispatch and after each.</summary>
    Dispatches,
}
