using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Decides where buffers lie in memory, and refuses what does not fit before the driver is asked.</summary>
internal sealed unsafe class MemoryPlanner
{
    private readonly GpuDevice _device;
    private readonly PhysicalDevice _physicalDevice;
    private readonly DeviceLimitOverrides _overrides;
    private readonly PhysicalDeviceMemoryProperties _memory;

    public MemoryPlanner(GpuDevice device, PhysicalDevice physicalDevice, DeviceLimitOverrides overrides)
    {
        _device = device;
        _physicalDevice = physicalDevice;
        _overrides = overrides;
        PhysicalDeviceMemoryProperties2 memory = new() { SType = StructureType.PhysicalDeviceMemoryProperties2 };
        device.Vk.GetPhysicalDeviceMemoryProperties2(physicalDevice, &memory);
        _memory = memory.MemoryProperties;
    }

    /// <summary>The allocations for the buffers: one, unless the device bounds the size of one.</summary>
    /// <exception cref="OutOfDeviceMemoryException">There is not that much memory.</exception>
    public IReadOnlyList<MemoryBlockPlan> Plan(string label, MemoryPlacement placement, IReadOnlyList<GpuBuffer> buffers)
    {
        IReadOnlyList<MemoryBlockPlan> blocks = Lay(placement, buffers);
        if (blocks.Count > 0)
        {
            ThrowIfTooMuch(label, blocks.Sum(block => block.ByteLength), _memory.MemoryTypes[(int)blocks[0].MemoryType].HeapIndex, buffers);
        }

        return blocks;
    }

    /// <summary>As <see cref="Plan"/>, whether there is that much memory or not.</summary>
    public IReadOnlyList<MemoryBlockPlan> Lay(MemoryPlacement placement, IReadOnlyList<GpuBuffer> buffers)
    {
        if (buffers.Count == 0)
        {
            return [];
        }

        // Buffers of equal flags and usage fit the same memory types: the standard says so.
        uint type = ChooseType(buffers[0].Requirements.MemoryTypeBits, placement, buffers[0].Label);
        bool isMapped = IsMapped(type, placement);
        List<MemoryBlockPlan> blocks = [];
        List<(GpuBuffer, long)> members = [];
        long end = 0;
        foreach (GpuBuffer buffer in buffers)
        {
            long alignment = Math.Max((long)buffer.Requirements.Alignment, _device.Limits.MinStorageBufferOffsetAlignment);
            long offset = (end + alignment - 1) / alignment * alignment;
            long size = (long)buffer.Requirements.Size;
            if (members.Count > 0 && offset + size > _device.Limits.MaxMemoryAllocationSize)
            {
                blocks.Add(new MemoryBlockPlan(type, isMapped, end, members));
                (members, offset) = ([], 0);
            }

            members.Add((buffer, offset));
            end = offset + size;
        }

        blocks.Add(new MemoryBlockPlan(type, isMapped, end, members));
        return blocks;
    }

    /// <summary>Bytes that buffers in the device's own memory may still take.</summary>
    public long FreeBytes()
    {
        // Which types of memory buffers may have, only a buffer can tell.
        GpuBuffer probe = new(_device, new ArenaBuffer("memory", sizeof(uint)));
        probe.Destroy();
        return FreeBytesOf(_memory.MemoryTypes[(int)ChooseType(probe.Requirements.MemoryTypeBits, MemoryPlacement.Device, probe.Label)].HeapIndex);
    }

    private uint ChooseType(uint allowed, MemoryPlacement placement, string label)
    {
        const MemoryPropertyFlags Local = MemoryPropertyFlags.DeviceLocalBit;
        const MemoryPropertyFlags Visible = MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit;
        const MemoryPropertyFlags Cached = MemoryPropertyFlags.HostCachedBit;

        // Where device and host share their memory the host may look in directly; on a card such memory may be slower for the device.
        bool isShared = _device.Info.Type is GpuDeviceType.Integrated or GpuDeviceType.Cpu;
        ReadOnlySpan<MemoryPropertyFlags> wishes = placement == MemoryPlacement.Staging
            ? [Visible | Cached, Visible]
            : isShared ? [Local | Visible | Cached, Local, 0] : [Local, 0];
        foreach (MemoryPropertyFlags wish in wishes)
        {
            for (int i = 0; i < _memory.MemoryTypeCount; i++)
            {
                if ((allowed & (1u << i)) != 0 && (_memory.MemoryTypes[i].PropertyFlags & wish) == wish)
                {
                    return (uint)i;
                }
            }
        }

        throw new GpuException("vkGetPhysicalDeviceMemoryProperties2", "no fitting memory type", label);
    }

    private bool IsMapped(uint type, MemoryPlacement placement)
    {
        const MemoryPropertyFlags Needed =
            MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit | MemoryPropertyFlags.HostCachedBit;
        return placement == MemoryPlacement.Staging
            || (!_overrides.IsMemoryHidden && (_memory.MemoryTypes[(int)type].PropertyFlags & Needed) == Needed);
    }

    private void ThrowIfTooMuch(string label, long needed, uint heap, IReadOnlyList<GpuBuffer> buffers)
    {
        long size = HeapBytes(heap);
        long free = FreeBytesOf(heap);
        if (needed > free)
        {
            GpuBuffer largest = buffers.MaxBy(buffer => buffer.ByteLength)!;
            throw new OutOfDeviceMemoryException(
                "vkAllocateMemory",
                nameof(Result.ErrorOutOfDeviceMemory),
                label,
                $"{ByteCount.Format(needed)} ({needed} bytes) are needed for {buffers.Count} buffers, the largest '{largest.Label}' with "
                + $"{ByteCount.Format(largest.ByteLength)}; {_device.Info.Name} has {ByteCount.Format(size)}, of which {ByteCount.Format(free)} are free.",
                validationMessage: null);
        }
    }

    private long HeapBytes(uint heap) => (long)Math.Min(_memory.MemoryHeaps[(int)heap].Size, long.MaxValue);

    private long FreeBytesOf(uint heap) => Math.Min(BudgetOf(heap) ?? HeapBytes(heap), _overrides.FreeMemoryBytes);

    private long? BudgetOf(uint heap)
    {
        if (!_device.Info.Features.HasFlag(GpuFeatures.MemoryBudget))
        {
            return null;
        }

        PhysicalDeviceMemoryBudgetPropertiesEXT budget = new() { SType = StructureType.PhysicalDeviceMemoryBudgetPropertiesExt };
        PhysicalDeviceMemoryProperties2 memory = new() { SType = StructureType.PhysicalDeviceMemoryProperties2, PNext = &budget };
        _device.Vk.GetPhysicalDeviceMemoryProperties2(_physicalDevice, &memory);
        ulong used = budget.HeapUsage[(int)heap];
        return (long)Math.Min(budget.HeapBudget[(int)heap] - Math.Min(used, budget.HeapBudget[(int)heap]), long.MaxValue);
    }
}
