using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>What device memory one lifetime (a data set, a trial) takes: plain data, known before anything is allocated.</summary>
/// <param name="Label">Name for captures and errors.</param>
/// <param name="Persistent">Buffers in the device's own memory; each once.</param>
/// <param name="Readback">Buffers that the host reads while the device works; each once.</param>
/// <param name="TransientBytes">Size of the range that the transient buffers of all programs share: the arena.</param>
public sealed record ProgramMemoryPlan(string Label, ImmutableArray<LogicalBuffer> Persistent, ImmutableArray<LogicalBuffer> Readback, long TransientBytes)
{
    /// <summary>Memory for buffers alone.</summary>
    /// <param name="label">Name for captures and errors.</param>
    /// <param name="buffers">What to hold; each once.</param>
    public static ProgramMemoryPlan Of(string label, IReadOnlyCollection<LogicalBuffer> buffers) => new(
        label,
        [.. buffers.Where(buffer => buffer.Lifetime != BufferLifetime.Readback)],
        [.. buffers.Where(buffer => buffer.Lifetime == BufferLifetime.Readback)],
        TransientBytes: 0);

    /// <summary>Memory for what programs use beyond an outer memory.</summary>
    /// <param name="label">Name for captures and errors.</param>
    /// <param name="programs">The programs.</param>
    /// <param name="isElsewhere">Whether a buffer lies in memory of a longer lifetime.</param>
    public static ProgramMemoryPlan Of(string label, IReadOnlyCollection<StepProgram> programs, Func<LogicalBuffer, bool> isElsewhere) =>
        Of(label, [.. programs.SelectMany(program => program.PersistentBuffers).Distinct().Where(buffer => !isElsewhere(buffer))]) with
        {
            TransientBytes = programs.Max(program => program.Transients.ByteLength),
        };

    /// <summary>Bytes that a device will allocate for it, to the byte; nothing is allocated.</summary>
    /// <exception cref="OutOfDeviceMemoryException">One of the buffers is larger than any that the device can make.</exception>
    public long BytesOn(GpuDevice device) =>
        DeviceArena.Measure(device, MemoryPlacement.Device, DeviceBuffers) + DeviceArena.Measure(device, MemoryPlacement.Staging, ReadbackBuffers);

    internal ArenaBuffer[] DeviceBuffers => TransientBytes > 0
        ? [.. Persistent.Select(Arena), new ArenaBuffer($"{Label}.transient", TransientBytes)]
        : [.. Persistent.Select(Arena)];

    internal ArenaBuffer[] ReadbackBuffers => [.. Readback.Select(Arena)];

    private static ArenaBuffer Arena(LogicalBuffer buffer) => new(buffer.Name, buffer.ByteLength);
}
