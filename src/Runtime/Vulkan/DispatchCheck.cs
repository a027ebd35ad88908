namespace SweepDsl.Runtime.Vulkan;

/// <summary>Refuses launches that Vulkan leaves undefined: each would crash, or be wrong in silence, on some device.</summary>
internal static class DispatchCheck
{
    public static void ThrowIfUnfit(
        GpuDevice device, ComputePipeline pipeline, ReadOnlySpan<BufferRange> buffers, ReadOnlySpan<byte> pushConstants, (uint X, uint Y, uint Z) groups, string label)
    {
        if (pipeline.Device != device)
        {
            throw new ArgumentException($"Dispatch '{label}': the pipeline '{pipeline.Label}' lives on another device.", nameof(pipeline));
        }

        if (buffers.Length != pipeline.BufferCount)
        {
            throw new ArgumentException($"Dispatch '{label}': '{pipeline.Label}' binds {pipeline.BufferCount} buffers, not {buffers.Length}.", nameof(buffers));
        }

        if (pushConstants.Length != pipeline.PushConstantBytes)
        {
            throw new ArgumentException(
                $"Dispatch '{label}': '{pipeline.Label}' takes {pipeline.PushConstantBytes} bytes of push constants, not {pushConstants.Length}.", nameof(pushConstants));
        }

        foreach (BufferRange range in buffers)
        {
            CheckBinding(device, range, label);
        }

        CheckAxis(groups.X, device.Limits.MaxWorkgroupCount.X, "x", label);
        CheckAxis(groups.Y, device.Limits.MaxWorkgroupCount.Y, "y", label);
        CheckAxis(groups.Z, device.Limits.MaxWorkgroupCount.Z, "z", label);
    }

    private static void CheckBinding(GpuDevice device, BufferRange range, string label)
    {
        range.ThrowIfOutside();
        if (range.Buffer.Device != device)
        {
            throw new ArgumentException($"Dispatch '{label}': {range} lies on another device.", nameof(range));
        }

        if (range.ByteOffset % device.Limits.MinStorageBufferOffsetAlignment != 0)
        {
            throw new ArgumentException(
                $"Dispatch '{label}': {range} must start at a multiple of {device.Limits.MinStorageBufferOffsetAlignment} bytes.", nameof(range));
        }

        if (range.ByteLength > device.Limits.MaxStorageBufferRange)
        {
            throw new ArgumentException(
                $"Dispatch '{label}': {range} spans {ByteCount.Format(range.ByteLength)}; {device.Info.Name} binds at most "
                + $"{ByteCount.Format(device.Limits.MaxStorageBufferRange)} at a time.",
                nameof(range));
        }
    }

    private static void CheckAxis(uint count, uint limit, string axis, string label)
    {
        if (count == 0 || count > limit)
        {
            throw new ArgumentException($"Dispatch '{label}' has {count} workgroups along {axis}; 1 to {limit} are allowed.", nameof(count));
        }
    }
}
