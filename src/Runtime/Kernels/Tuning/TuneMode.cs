namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>How much is timed to choose the tiles of products. No result depends on it.</summary>
public enum TuneMode
{
    /// <summary>Nothing: tiles follow from shapes and from what the device says of itself.</summary>
    Off,

    /// <summary>On GPUs a few candidates of each product, for a few seconds a run; what was timed before is known. On software devices, where compiling takes longer than a tile saves, nothing.</summary>
    Auto,

    /// <summary>All candidates of each product, however long it takes, where a <see cref="TuningSession"/> is open for it.</summary>
    Full,
}
