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

        if (buffers.Length != pipeline.Bindings.Length)
        {
            throw new ArgumentException($"Dispatch '{label}': '{pipeline.Label}' binds {pipeline.Bindings.Length} buffers, not {buffers.Length}.", nameof(buffers));
        }

        if (pushConstants.Length != pipeline.PushConstantBytes)
        {
            throw new ArgumentException(
                $"Dispatch '{label}': '{pipeline.Label}' takes {pipeline.PushConstantBytes} bytes of push constants, not {pushConstants.Length}.", nameof(pushConstants));
        }

        for (int i = 0; i < buffers.Length; i++)
        {
            CheckRange(device, buffers[i], label);
            if (pipeline.Bindings[i] == BindingKind.TexelBuffer)
            {
                CheckTexels(device, buffers[i], label, i);
            }
            else
            {
                CheckStorage(device, buffers[i], label, i);
            }
        }

        CheckAxis(groups.X, device.Limits.MaxWorkgroupCount.X, "x", label);
        CheckAxis(groups.Y, device.Limits.MaxWorkgroupCount.Y, "y", label);
        CheckAxis(groups.Z, device.Limits.MaxWorkgroupCount.Z, "z", label);
    }

    private static void CheckRange(GpuDevice device, BufferRange range, string label)
    {
        range.ThrowIfOutside();
        if (range.Buffer.Device != device)
        {
            throw new ArgumentException($"Dispatch '{label}': {range} lies on another device.", nameof(range));
        }
    }

    private static void CheckTexels(GpuDevice device, BufferRange range, string label, int binding)
    {
        if (range.Texels is not TexelFormat format)
        {
            throw new ArgumentException(
                $"Dispatch '{label}': binding {binding} reads texels, but {range} has no texel format. Say which: {nameof(TexelFormat.Float1)} or {nameof(TexelFormat.Float4)}.",
                nameof(range));
        }

        CheckOffset(range, device.Limits.MinTexelBufferOffsetAlignment, label);
        if (range.ByteLength % format.TexelBytes() != 0)
        {
            throw new ArgumentException($"Dispatch '{label}': {range} is no whole number of {format} texels, which have {format.TexelBytes()} bytes each.", nameof(range));
        }

        long texels = range.ByteLength / format.TexelBytes();
        if (texels > device.Limits.MaxTexelBufferElements)
        {
            throw new DeviceLimitException(
                $"Dispatch '{label}': {range} has {texels} {format} texels; {device.Info.Name} binds at most {device.Limits.MaxTexelBufferElements} at a time.", nameof(range));
        }
    }

    private static void CheckStorage(GpuDevice device, BufferRange range, string label, int binding)
    {
        if (range.Texels is TexelFormat format)
        {
            throw new ArgumentException(
                $"Dispatch '{label}': binding {binding} is a storage buffer, but {range} has the texel format {format}. Bind the range without a format.", nameof(range));
        }

        CheckOffset(range, device.Limits.MinStorageBufferOffsetAlignment, label);
        if (range.ByteLength > device.Limits.MaxStorageBufferRange)
        {
            throw new DeviceLimitException(
                $"Dispatch '{label}': {range} spans {ByteCount.Format(range.ByteLength)}; {device.Info.Name} binds at most "
                + $"{ByteCount.Format(device.Limits.MaxStorageBufferRange)} at a time.",
                nameof(range));
        }
    }

    private static void CheckOffset(BufferRange range, long alignment, string label)
    {
        if (range.ByteOffset % alignment != 0)
        {
            throw new ArgumentException($"Dispatch '{label}': {range} must start at a multiple of {alignment} bytes.", nameof(range));
        }
    }

    private static void CheckAxis(uint count, uint limit, string axis, string label)
    {
        if (count == 0)
        {
            throw new ArgumentException($"Dispatch '{label}' has 0 workgroups along {axis}; 1 to {limit} are allowed.", nameof(count));
        }

        if (count > limit)
        {
            throw new DeviceLimitException($"Dispatch '{label}' has {count} workgroups along {axis}; 1 to {limit} are allowed.", nameof(count));
        }
    }
}
