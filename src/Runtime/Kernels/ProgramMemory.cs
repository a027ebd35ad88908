using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// Device memory of one lifetime (a data set, a trial) in one allocation, zeroed: persistent buffers, and one range that the transient buffers of all programs share,
/// since programs run one after another.
/// </summary>
public sealed class ProgramMemory : IDisposable
{
    private readonly ProgramMemory? _outer;
    private readonly DeviceArena _arena;
    private readonly Dictionary<LogicalBuffer, GpuBuffer> _persistent = [];
    private readonly GpuBuffer? _transient;

    /// <summary>Allocates memory for buffers alone.</summary>
    /// <param name="device">Where.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <param name="buffers">What to hold; each once.</param>
    /// <exception cref="OutOfDeviceMemoryException">The device has not that much memory; nothing was allocated.</exception>
    public ProgramMemory(GpuDevice device, string label, IReadOnlyCollection<LogicalBuffer> buffers)
        : this(device, label, outer: null, buffers, transientBytes: 0)
    {
    }

    /// <summary>Allocates memory for what programs use beyond an outer memory.</summary>
    /// <param name="device">Where.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <param name="outer">Memory of a longer lifetime, which the programs use too.</param>
    /// <param name="programs">The programs.</param>
    /// <exception cref="OutOfDeviceMemoryException">The device has not that much memory; nothing was allocated.</exception>
    public ProgramMemory(GpuDevice device, string label, ProgramMemory outer, IReadOnlyCollection<StepProgram> programs)
        : this(
            device,
            label,
            outer,
            [.. programs.SelectMany(program => program.PersistentBuffers).Distinct().Where(buffer => outer.Find(buffer) is null)],
            programs.Max(program => program.Transients.ByteLength))
    {
    }

    private ProgramMemory(GpuDevice device, string label, ProgramMemory? outer, IReadOnlyCollection<LogicalBuffer> buffers, long transientBytes)
    {
        _outer = outer;
        List<ArenaBuffer> requests = [.. buffers.Select(buffer => new ArenaBuffer(buffer.Name, buffer.ByteLength))];
        if (transientBytes > 0)
        {
            requests.Add(new ArenaBuffer($"{label}.transient", transientBytes));
        }

        _arena = new DeviceArena(device, label, [.. requests]);
        foreach ((LogicalBuffer buffer, GpuBuffer memory) in buffers.Zip(_arena.Buffers))
        {
            _persistent.Add(buffer, memory);
            memory.Fill(0);
        }

        _transient = transientBytes > 0 ? _arena.Buffers[^1] : null;
    }

    /// <summary>Bytes allocated on the device.</summary>
    public long ByteLength => _arena.ByteLength;

    /// <summary>The memory of a persistent buffer.</summary>
    /// <exception cref="KeyNotFoundException">No program uses it.</exception>
    public GpuBuffer this[LogicalBuffer buffer] => Find(buffer) ?? throw new KeyNotFoundException($"No memory is held for {buffer}.");

    /// <summary>Where a view of a program's buffer lies on the device.</summary>
    public BufferRange RangeOf(BufferView view, TransientLayout layout) => view.Buffer.Lifetime == BufferLifetime.Persistent
        ? this[view.Buffer].Range(view.ByteOffset, view.ByteLength)
        : _transient!.Range(layout.Offsets[view.Buffer] + view.ByteOffset, view.ByteLength);

    /// <inheritdoc/>
    public void Dispose() => _arena.Dispose();

    private GpuBuffer? Find(LogicalBuffer buffer) => _persistent.GetValueOrDefault(buffer) ?? _outer?.Find(buffer);
}
