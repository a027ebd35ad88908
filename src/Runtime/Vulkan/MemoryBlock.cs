using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>One memory allocation with the buffers bound to it, mapped where the host sees it.</summary>
internal sealed unsafe class MemoryBlock
{
    private readonly GpuDevice _device;
    private DeviceMemory _memory;

    public MemoryBlock(GpuDevice device, string label, MemoryBlockPlan plan)
    {
        _device = device;
        ByteLength = plan.ByteLength;
        MemoryAllocateInfo info = new()
        {
            SType = StructureType.MemoryAllocateInfo,
            AllocationSize = (ulong)plan.ByteLength,
            MemoryTypeIndex = plan.MemoryType,
        };
        device.ThrowIfFailed(device.Vk.AllocateMemory(device.Handle, in info, null, out _memory), $"{label} ({ByteCount.Format(plan.ByteLength)})");
        device.Counters.Allocated(ByteLength);
        try
        {
            device.Labels.Name(ObjectType.DeviceMemory, _memory.Handle, label);
            void* mapped = null;
            if (plan.IsMapped)
            {
                device.ThrowIfFailed(device.Vk.MapMemory(device.Handle, _memory, 0, Vk.WholeSize, 0, &mapped), label);
            }

            foreach ((GpuBuffer buffer, long offset) in plan.Buffers)
            {
                buffer.Bind(_memory, offset, (byte*)mapped);
            }
        }
        catch
        {
            Free();
            throw;
        }
    }

    public long ByteLength { get; }

    /// <summary>Frees the memory, which unmaps it; its buffers must be gone, or never be used again.</summary>
    public void Free()
    {
        _device.Vk.FreeMemory(_device.Handle, _memory, null);
        _device.Counters.Freed(ByteLength);
        _memory = default;
    }
}
