using System.Diagnostics;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>A program for full batches and one for the smaller batch that may follow them, recorded once and replayed. Replaying allocates nothing.</summary>
internal sealed class RecordedBatches : IDisposable
{
    private readonly GpuQueue _queue;
    private readonly RecordedCommands? _full;
    private readonly RecordedCommands? _last;
    private readonly RecordedCommands[] _submission = new RecordedCommands[SubmissionSize.Max];
    private readonly SubmissionSize _size = new();

    /// <summary>Records the programs.</summary>
    public RecordedBatches(KernelLibrary library, ProgramMemory memory, BatchPrograms programs, string label)
    {
        ProgramRecorder recorder = new(library);
        _queue = library.Device.Queue;
        FullBatches = programs.FullBatches;
        Count = programs.FullBatches + (programs.Last is null ? 0 : 1);
        _full = programs.Full is { } full ? recorder.Record(full, memory, $"{label}.full") : null;
        try
        {
            _last = programs.Last is { } last ? recorder.Record(last, memory, $"{label}.last") : null;
        }
        catch
        {
            _full?.Dispose();
            throw;
        }
    }

    /// <summary>Batches of one pass over the examples.</summary>
    public int Count { get; }

    private int FullBatches { get; }

    /// <summary>Runs as many batches of a pass as a submission takes, and waits for them.</summary>
    /// <param name="first">The first batch to run, from 0.</param>
    /// <param name="limit">The most batches to run.</param>
    /// <returns>How many were run; at least 1.</returns>
    public int Run(int first, int limit)
    {
        int count = Math.Min(limit, _size.Count);
        for (int i = 0; i < count; i++)
        {
            _submission[i] = (first + i < FullBatches ? _full : _last) ?? throw new InvalidOperationException($"Batch {first + i} of {Count} has no program.");
        }

        long start = Stopwatch.GetTimestamp();
        _queue.Submit(_submission.AsSpan(0, count)).Wait();
        _size.Measured(count, Stopwatch.GetElapsedTime(start));
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _full?.Dispose();
        _last?.Dispose();
    }
}
