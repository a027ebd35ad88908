namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// Moves bytes between the host and memory it does not see, by way of a small buffer that both see; made when first needed. An upload is under way when it returns, ahead of all
/// that is submitted later: only a full buffer makes the host wait. Command buffers are used again and again.
/// </summary>
internal sealed class StagingCopies(GpuDevice device)
{
    public const int ChunkBytes = 16 << 20;

    private const int MaxUnderWay = 16;
    private const int Alignment = 16;

    private readonly Lock _gate = new();
    private readonly (RecordedCommands? Commands, Submission Last)[] _copies = new (RecordedCommands?, Submission)[MaxUnderWay];
    private DeviceArena? _arena;
    private Submission _lastUpload;
    private int _nextCopy;
    private int _nextByte;

    public void Upload(BufferRange target, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            for (long offset = target.ByteOffset; !bytes.IsEmpty;)
            {
                ReadOnlySpan<byte> chunk = bytes[..Math.Min(ChunkBytes, bytes.Length)];
                int place = Reserve(chunk.Length);
                Staging().Upload(chunk, place);
                _lastUpload = Copy(Staging().Range(place, chunk.Length), target.Buffer.Range(offset, chunk.Length), "upload to " + target.Buffer.Label);
                bytes = bytes[chunk.Length..];
                offset += chunk.Length;
            }
        }
    }

    public void Download(BufferRange source, Span<byte> bytes)
    {
        lock (_gate)
        {
            for (long offset = source.ByteOffset; !bytes.IsEmpty;)
            {
                Span<byte> chunk = bytes[..Math.Min(ChunkBytes, bytes.Length)];
                int place = Reserve(chunk.Length);
                Copy(source.Buffer.Range(offset, chunk.Length), Staging().Range(place, chunk.Length), "download of " + source.Buffer.Label).Wait();
                Staging().Download(chunk, place);
                bytes = bytes[chunk.Length..];
                offset += chunk.Length;
            }
        }
    }

    public void Fill(BufferRange target, uint pattern)
    {
        lock (_gate)
        {
            using CommandRecorder recorder = Begin("fill of " + target.Buffer.Label);
            recorder.Fill(target, pattern);
            Submit(recorder);
        }
    }

    private Submission Copy(BufferRange from, BufferRange to, string label)
    {
        using CommandRecorder recorder = Begin(label);
        recorder.Copy(from, to);
        return Submit(recorder);
    }

    // A place in the buffer that no copy under way uses; from the start again, after waiting, when the end is reached.
    private int Reserve(int bytes)
    {
        if (_nextByte + bytes > ChunkBytes)
        {
            _lastUpload.Wait();
            _nextByte = 0;
        }

        int place = _nextByte;
        _nextByte += (bytes + Alignment - 1) / Alignment * Alignment;
        return place;
    }

    private CommandRecorder Begin(string label)
    {
        (RecordedCommands? spent, Submission last) = _copies[_nextCopy];
        last.Wait();

        // A recording that fails is released by its recorder, and must not be found here again.
        _copies[_nextCopy] = default;
        return spent is null ? new CommandRecorder(device, label) : CommandRecorder.Over(spent, label);
    }

    private Submission Submit(CommandRecorder recorder)
    {
        RecordedCommands commands = recorder.End();
        _copies[_nextCopy] = (commands, default);
        Submission submission = device.Queue.Submit(commands);
        _copies[_nextCopy] = (commands, submission);
        _nextCopy = (_nextCopy + 1) % MaxUnderWay;
        return submission;
    }

    private GpuBuffer Staging()
    {
        _arena ??= new DeviceArena(device, "staging", MemoryPlacement.Staging, new ArenaBuffer("staging", ChunkBytes));
        return _arena.Buffers[0];
    }
}
