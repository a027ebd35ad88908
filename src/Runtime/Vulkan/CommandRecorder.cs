using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// Records work, once, for any number of submissions. Commands run in any order until a barrier stands between them; the end of a recording is a barrier to the host and
/// to whatever is submitted next.
/// </summary>
public sealed unsafe class CommandRecorder : IDisposable
{
    private const PipelineStageFlags Work = PipelineStageFlags.ComputeShaderBit | PipelineStageFlags.TransferBit;
    private const AccessFlags Reads = AccessFlags.ShaderReadBit | AccessFlags.TransferReadBit;
    private const AccessFlags Writes = AccessFlags.ShaderWriteBit | AccessFlags.TransferWriteBit;

    private readonly GpuDevice _device;
    private readonly CommandBuffer _commands;
    private RecordedCommands? _recording;
    private Pipeline _boundPipeline;

    /// <summary>Begins a recording.</summary>
    /// <param name="device">The device to run on.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <param name="timestampCount">How many timestamps it will take.</param>
    public CommandRecorder(GpuDevice device, string label, int timestampCount = 0)
        : this(new RecordedCommands(device, label, timestampCount), label)
    {
    }

    private CommandRecorder(RecordedCommands recording, string label)
    {
        GpuDevice device = recording.Device;
        _device = device;
        _recording = recording;
        _commands = recording.Handle;
        recording.Purpose = label;
        try
        {
            // Simultaneous use lets a recording be submitted again before its last run has ended.
            CommandBufferBeginInfo info = new()
            {
                SType = StructureType.CommandBufferBeginInfo,
                Flags = CommandBufferUsageFlags.SimultaneousUseBit,
            };
            device.ThrowIfFailed(device.Vk.BeginCommandBuffer(_commands, in info), label);
            device.Labels.Begin(_commands, label);
            _recording.Timestamps?.Reset(_commands);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private RecordedCommands Recording => _recording ?? throw new ObjectDisposedException(nameof(CommandRecorder));

    /// <summary>Begins a recording in place of an older one, which makes no new object on the device.</summary>
    /// <param name="spent">The older one, of copies, fills and <see cref="BoundDispatch"/>es alone; its last run has ended.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <returns>The recorder; its <see cref="End"/> returns the older recording, made new.</returns>
    /// <exception cref="ArgumentException">The older recording has descriptor sets or timestamps of its own.</exception>
    public static CommandRecorder Over(RecordedCommands spent, string label)
    {
        ArgumentNullException.ThrowIfNull(spent);
        return spent.Descriptors.IsEmpty && spent.Timestamps is null
            ? new CommandRecorder(spent, label)
            : throw new ArgumentException($"'{spent.Label}' has descriptor sets or timestamps of its own and cannot be recorded over.", nameof(spent));
    }

    /// <summary>Launches a kernel.</summary>
    /// <param name="pipeline">The kernel.</param>
    /// <param name="buffers">Its buffers, in binding order.</param>
    /// <param name="pushConstants">Its push-constant block; empty when it has none.</param>
    /// <param name="groups">Workgroups along x, y and z.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <exception cref="ArgumentException">The kernel and what is given to it do not fit, or the device does not allow it.</exception>
    public void Dispatch(
        ComputePipeline pipeline, ReadOnlySpan<BufferRange> buffers, ReadOnlySpan<byte> pushConstants, (uint X, uint Y, uint Z) groups, string label)
    {
        RecordedCommands recording = Recording;
        DispatchCheck.ThrowIfUnfit(_device, pipeline, buffers, pushConstants, groups, label);
        Launch(pipeline, buffers.Length > 0 ? recording.Descriptors.Get(pipeline.SetLayout, buffers) : default, pushConstants, groups, label);
    }

    /// <summary>Launches a kernel that was bound to its buffers before; no descriptor is written.</summary>
    /// <exception cref="ArgumentException">It was bound on another device.</exception>
    public void Dispatch(BoundDispatch dispatch)
    {
        ThrowIfForeign(dispatch);
        Launch(dispatch.Pipeline, dispatch.Set, dispatch.PushConstants.AsSpan(), dispatch.Groups, dispatch.Label);
    }

    /// <summary>Launches a bound kernel on no workgroup: it computes nothing, and a driver that compiles a kernel when it is first launched has compiled it then.</summary>
    /// <exception cref="ArgumentException">It was bound on another device.</exception>
    public void WarmUp(BoundDispatch dispatch)
    {
        ThrowIfForeign(dispatch);
        Launch(dispatch.Pipeline, dispatch.Set, dispatch.PushConstants.AsSpan(), groups: default, dispatch.Label);
    }

    /// <summary>Kernels after it see what kernels before it wrote; it covers all buffers.</summary>
    public void Barrier() => MemoryBarrier(
        PipelineStageFlags.ComputeShaderBit,
        PipelineStageFlags.ComputeShaderBit,
        AccessFlags.ShaderWriteBit,
        AccessFlags.ShaderReadBit | AccessFlags.ShaderWriteBit);

    /// <summary>As <see cref="Barrier"/>, for copies and fills too, on both sides.</summary>
    public void TransferBarrier() => MemoryBarrier(Work, Work, Writes, Reads | Writes);

    /// <summary>Copies a range to another of the same length that it does not overlap.</summary>
    public void Copy(BufferRange from, BufferRange to)
    {
        _ = Recording;
        ThrowIfForeign(from);
        ThrowIfForeign(to);
        if (from.ByteLength != to.ByteLength)
        {
            throw new ArgumentException($"{from} and {to} differ in length.", nameof(to));
        }

        if (from.Buffer == to.Buffer && Math.Abs(from.ByteOffset - to.ByteOffset) < from.ByteLength)
        {
            throw new ArgumentException($"{from} and {to} overlap.", nameof(to));
        }

        BufferCopy region = new() { SrcOffset = (ulong)from.ByteOffset, DstOffset = (ulong)to.ByteOffset, Size = (ulong)from.ByteLength };
        _device.Vk.CmdCopyBuffer(_commands, from.Buffer.Handle, to.Buffer.Handle, 1, in region);
    }

    /// <summary>Fills a range with one 32-bit pattern; its offset and length are multiples of 4.</summary>
    public void Fill(BufferRange range, uint pattern)
    {
        _ = Recording;
        ThrowIfForeign(range);
        if (range.ByteOffset % sizeof(uint) != 0 || range.ByteLength % sizeof(uint) != 0)
        {
            throw new ArgumentException($"{range} must start and end at multiples of 4 bytes.", nameof(range));
        }

        _device.Vk.CmdFillBuffer(_commands, range.Buffer.Handle, (ulong)range.ByteOffset, (ulong)range.ByteLength, pattern);
    }

    /// <summary>Notes the time when all commands before it have ended; read it with <see cref="RecordedCommands.ReadTimestamps"/>.</summary>
    /// <exception cref="InvalidOperationException">The recording was made for fewer timestamps.</exception>
    public void Timestamp()
    {
        RecordedCommands recording = Recording;
        TimestampQueries queries = recording.Timestamps
            ?? throw new InvalidOperationException($"The recording '{recording.Label}' was begun without timestamps, or the device has none.");
        queries.Write(_commands);
    }

    /// <summary>Ends the recording; the recorder is of no more use.</summary>
    public RecordedCommands End()
    {
        RecordedCommands recording = Recording;
        MemoryBarrier(Work, Work | PipelineStageFlags.HostBit, Writes, Reads | Writes | AccessFlags.HostReadBit | AccessFlags.HostWriteBit);
        _device.Labels.End(_commands);
        _device.ThrowIfFailed(_device.Vk.EndCommandBuffer(_commands), recording.Label);
        _recording = null;
        return recording;
    }

    /// <summary>Gives up a recording that was not ended.</summary>
    public void Dispose()
    {
        _recording?.Dispose();
        _recording = null;
    }

    private void Launch(ComputePipeline pipeline, DescriptorSet set, ReadOnlySpan<byte> pushConstants, (uint X, uint Y, uint Z) groups, string label)
    {
        Vk vk = _device.Vk;
        _device.Labels.Begin(_commands, label);
        if (_boundPipeline.Handle != pipeline.Handle.Handle)
        {
            _boundPipeline = pipeline.Handle;
            vk.CmdBindPipeline(_commands, PipelineBindPoint.Compute, _boundPipeline);
        }

        if (set.Handle != 0)
        {
            vk.CmdBindDescriptorSets(_commands, PipelineBindPoint.Compute, pipeline.Layout, 0, 1, &set, 0, null);
        }

        if (pushConstants.Length > 0)
        {
            fixed (byte* values = pushConstants)
            {
                vk.CmdPushConstants(_commands, pipeline.Layout, ShaderStageFlags.ComputeBit, 0, (uint)pushConstants.Length, values);
            }
        }

        vk.CmdDispatch(_commands, groups.X, groups.Y, groups.Z);
        _device.Labels.End(_commands);
    }

    private void MemoryBarrier(PipelineStageFlags before, PipelineStageFlags after, AccessFlags written, AccessFlags used)
    {
        _ = Recording;
        MemoryBarrier barrier = new() { SType = StructureType.MemoryBarrier, SrcAccessMask = written, DstAccessMask = used };
        _device.Vk.CmdPipelineBarrier(_commands, before, after, 0, 1, &barrier, 0, null, 0, null);
    }

    private void ThrowIfForeign(BoundDispatch dispatch)
    {
        _ = Recording;
        ArgumentNullException.ThrowIfNull(dispatch);
        if (dispatch.Pipeline.Device != _device)
        {
            throw new ArgumentException($"Dispatch '{dispatch.Label}' was bound on another device.", nameof(dispatch));
        }
    }

    private void ThrowIfForeign(BufferRange range)
    {
        range.ThrowIfOutside();
        if (range.Buffer.Device != _device)
        {
            throw new ArgumentException($"{range} lies on another device.", nameof(range));
        }
    }
}
