namespace SweepDsl.Runtime.Vulkan;

/// <summary>Moves bytes between the host and memory it does not see, by way of a small buffer that both see; made when first needed.</summary>
internal sealed class StagingCopies(GpuDevice device)
{
    public const int ChunkBytes = 16 << 20;

    private readonly Lock _gate = new();
    private DeviceArena? _arena;

    public void Upload(BufferRange target, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            GpuBuffer staging = Staging();
            for (long offset = target.ByteOffset; !bytes.IsEmpty; offset += ChunkBytes)
            {
                ReadOnlySpan<byte> chunk = bytes[..Math.Min(ChunkBytes, bytes.Length)];
                staging.Upload(chunk);
                Copy(staging.Range(0, chunk.Length), target.Buffer.Range(offset, chunk.Length), "upload to " + target.Buffer.Label);
                bytes = bytes[chunk.Length..];
            }
        }
    }

    public void Download(BufferRange source, Span<byte> bytes)
    {
        lock (_gate)
        {
            GpuBuffer staging = Staging();
            for (long offset = source.ByteOffset; !bytes.IsEmpty; offset += ChunkBytes)
            {
                Span<byte> chunk = bytes[..Math.Min(ChunkBytes, bytes.Length)];
                Copy(source.Buffer.Range(offset, chunk.Length), staging.Range(0, chunk.Length), "download of " + source.Buffer.Label);
                staging.Download(chunk);
                bytes = bytes[chunk.Length..];
            }
        }
    }

    public void Fill(BufferRange target, uint pattern)
    {
        using CommandRecorder recorder = new(device, "fill of " + target.Buffer.Label);
        recorder.Fill(target, pattern);
        Run(recorder);
    }

    private void Copy(BufferRange from, BufferRange to, string label)
    {
        using CommandRecorder recorder = new(device, label);
        recorder.Copy(from, to);
        Run(recorder);
    }

    private void Run(CommandRecorder recorder)
    {
        using RecordedCommands commands = recorder.End();
        device.Queue.Submit(commands).Wait();
    }

    private GpuBuffer Staging()
    {
        _arena ??= new DeviceArena(device, "staging", MemoryPlacement.Staging, new ArenaBuffer("staging", ChunkBytes));
        return _arena.Buffers[0];
    }
}
