namespace SweepDsl.Runtime.Kernels;

/// <summary>How long the contents of a <see cref="LogicalBuffer"/> must last.</summary>
public enum BufferLifetime
{
    /// <summary>Contents live from step to step: parameters, optimizer state, data.</summary>
    Persistent,

    /// <summary>Contents live from the first to the last stage that uses them; memory is shared with other transient buffers.</summary>
    Transient,

    /// <summary>
    /// As <see cref="Persistent"/>, in memory that the host reads while the device goes on: losses and totals. Kernels write little there, and read less.
    /// </summary>
    Readback,
}
