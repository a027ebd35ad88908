using System.Collections.Immutable;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// All buffers of one lifetime (the data, a trial) in one memory allocation, released together. Only where the device bounds an allocation are there several. Fresh contents are undefined.
/// </summary>
public sealed class DeviceArena : DeviceObject
{
    private readonly List<GpuBuffer> _buffers = [];
    private readonly List<MemoryBlock> _blocks = [];

    /// <summary>Allocates the buffers.</summary>
    /// <param name="device">The device; it owns the arena.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <param name="buffers">What to hold.</param>
    /// <exception cref="OutOfDeviceMemoryException">The device has not that much memory; nothing was allocated.</exception>
    public DeviceArena(GpuDevice device, string label, params ReadOnlySpan<ArenaBuffer> buffers)
        : this(device, label, MemoryPlacement.Device, buffers)
    {
    }

    internal DeviceArena(GpuDevice device, string label, MemoryPlacement placement, params ReadOnlySpan<ArenaBuffer> buffers)
        : base(device, label)
    {
        try
        {
            foreach (ArenaBuffer buffer in buffers)
            {
                _buffers.Add(new GpuBuffer(device, buffer));
            }

            foreach (MemoryBlockPlan plan in device.Memory.Plan(label, placement, _buffers))
            {
                _blocks.Add(new MemoryBlock(device, label, plan));
            }
        }
        catch
        {
            Release();
            throw;
        }

        Buffers = [.. _buffers];
        Adopt();
    }

    /// <summary>Bytes that an arena of these buffers would allocate, gaps for alignment included.</summary>
    /// <exception cref="OutOfDeviceMemoryException">One of the buffers is larger than any that the device can make.</exception>
    internal static long Measure(GpuDevice device, MemoryPlacement placement, params ReadOnlySpan<ArenaBuffer> buffers)
    {
        List<GpuBuffer> made = [];
        try
        {
            foreach (ArenaBuffer buffer in buffers)
            {
                made.Add(new GpuBuffer(device, buffer));
            }

            return device.Memory.Lay(placement, made).Sum(block => block.ByteLength);
        }
        finally
        {
            foreach (GpuBuffer buffer in made)
            {
                buffer.Destroy();
            }
        }
    }

    /// <summary>The buffers, in the order asked for.</summary>
    public ImmutableArray<GpuBuffer> Buffers { get; }

    /// <summary>Bytes allocated on the device, gaps for alignment included.</summary>
    public long ByteLength => _blocks.Sum(block => block.ByteLength);

    /// <summary>Number of memory allocations: 1 unless the device bounds them.</summary>
    internal int AllocationCount => _blocks.Count;

    private protected override void Release()
    {
        foreach (GpuBuffer buffer in _buffers)
        {
            buffer.Destroy();
        }

        foreach (MemoryBlock block in _blocks)
        {
            block.Free();
        }
    }
}
