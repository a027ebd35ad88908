using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// Work recorded once: it may be submitted any number of times, also again before its last run has ended. Running it allocates nothing and writes no descriptor.
/// The pipelines, buffers and bindings it uses must outlive its last run.
/// </summary>
public sealed class RecordedCommands : DeviceObject
{
    private readonly CommandBuffer _handle;
    private CommandPool _pool;

    internal unsafe RecordedCommands(GpuDevice device, string label, int timestampCount)
        : base(device, label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timestampCount);
        Descriptors = new DescriptorSets(device, label);
        Purpose = label;
        try
        {
            CommandPoolCreateInfo pool = new()
            {
                SType = StructureType.CommandPoolCreateInfo,
                Flags = CommandPoolCreateFlags.ResetCommandBufferBit,
                QueueFamilyIndex = device.QueueFamily,
            };
            device.ThrowIfFailed(device.Vk.CreateCommandPool(device.Handle, in pool, null, out _pool), label);
            CommandBufferAllocateInfo buffer = new()
            {
                SType = StructureType.CommandBufferAllocateInfo,
                CommandPool = _pool,
                Level = CommandBufferLevel.Primary,
                CommandBufferCount = 1,
            };
            device.ThrowIfFailed(device.Vk.AllocateCommandBuffers(device.Handle, in buffer, out _handle), label);
            device.Labels.Name(ObjectType.CommandBuffer, (ulong)_handle.Handle, label);
            if (timestampCount > 0 && device.Limits.TimestampBits > 0)
            {
                Timestamps = new TimestampQueries(device, label, timestampCount);
            }
        }
        catch
        {
            Release();
            throw;
        }

        Adopt();
    }

    internal CommandBuffer Handle
    {
        get
        {
            ThrowIfReleased();
            return _handle;
        }
    }

    /// <summary>What it was recorded for last; errors name it.</summary>
    internal string Purpose { get; set; }

    internal DescriptorSets Descriptors { get; }

    internal TimestampQueries? Timestamps { get; }

    /// <summary>Nanoseconds from the first timestamp of the last run to each of them; call it when that run has been waited for.</summary>
    public IReadOnlyList<double> ReadTimestamps()
    {
        ThrowIfReleased();
        return Timestamps?.Read() ?? [];
    }

    private protected override unsafe void Release()
    {
        Timestamps?.Destroy();
        Descriptors.Destroy();

        // The pool takes its command buffer with it.
        Device.Vk.DestroyCommandPool(Device.Handle, _pool, null);
        _pool = default;
    }
}
