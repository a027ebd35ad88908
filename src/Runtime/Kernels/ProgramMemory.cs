using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// Device memory of one lifetime (a data set, a trial) in one allocation, zeroed: persistent buffers, and one range that the transient buffers of all programs share,
/// since programs run one after another. What the host reads while the device works has an allocation of its own.
/// </summary>
public sealed class ProgramMemory : IDisposable
{
    private readonly ProgramMemory? _outer;
    private readonly DeviceArena _arena;
    private readonly DeviceArena? _readback;
    private readonly Dictionary<LogicalBuffer, GpuBuffer> _persistent = [];
    private readonly GpuBuffer? _transient;

    /// <summary>Allocates memory for buffers alone.</summary>
    /// <param name="device">Where.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <param name="buffers">What to hold; each once.</param>
    /// <exception cref="OutOfDeviceMemoryException">The device has not that much memory; nothing was allocated.</exception>
    public ProgramMemory(GpuDevice device, string label, IReadOnlyCollection<LogicalBuffer> buffers)
        : this(device, outer: null, ProgramMemoryPlan.Of(label, buffers))
    {
    }

    /// <summary>Allocates what a plan says.</summary>
    /// <param name="device">Where.</param>
    /// <param name="outer">Memory of a longer lifetime, which is used too; null for none.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="OutOfDeviceMemoryException">The device has not that much memory; nothing was allocated.</exception>
    public ProgramMemory(GpuDevice device, ProgramMemory? outer, ProgramMemoryPlan plan)
    {
        _outer = outer;
        _arena = new DeviceArena(device, plan.Label, plan.DeviceBuffers);
        try
        {
            _readback = plan.Readback.IsEmpty ? null : new DeviceArena(device, plan.Label, MemoryPlacement.Staging, plan.ReadbackBuffers);
            Take(plan.Persistent, _arena);
            Take(plan.Readback, _readback);
        }
        catch
        {
            Dispose();
            throw;
        }

        _transient = plan.TransientBytes > 0 ? _arena.Buffers[^1] : null;
    }

    /// <summary>Bytes allocated on the device.</summary>
    public long ByteLength => _arena.ByteLength + (_readback?.ByteLength ?? 0);

    /// <summary>The memory of a persistent buffer.</summary>
    /// <exception cref="KeyNotFoundException">No program uses it.</exception>
    public GpuBuffer this[LogicalBuffer buffer] => Find(buffer) ?? throw new KeyNotFoundException($"No memory is held for {buffer}.");

    /// <summary>Where a view of a program's buffer lies on the device.</summary>
    public BufferRange RangeOf(BufferView view, TransientLayout layout) => view.Buffer.Lifetime != BufferLifetime.Transient
        ? new BufferRange(this[view.Buffer], view.ByteOffset, view.ByteLength, view.Texels)
        : new BufferRange(_transient!, layout.Offsets[view.Buffer] + view.ByteOffset, view.ByteLength, view.Texels);

    /// <summary>Whether a buffer lies here, or in the outer memory.</summary>
    public bool Holds(LogicalBuffer buffer) => Find(buffer) is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _readback?.Dispose();
        _arena.Dispose();
    }

    private void Take(IReadOnlyList<LogicalBuffer> buffers, DeviceArena? arena)
    {
        for (int i = 0; i < buffers.Count; i++)
        {
            GpuBuffer memory = arena!.Buffers[i];
            _persistent.Add(buffers[i], memory);
            memory.Fill(0);
        }
    }

    private GpuBuffer? Find(LogicalBuffer buffer) => _persistent.GetValueOrDefault(buffer) ?? _outer?.Find(buffer);
}
