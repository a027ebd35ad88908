using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>
/// The recordings of what was packed lately. Finding one allocates nothing; a new company of programs is recorded over the one that was not used for the longest time.
/// No recording writes descriptors: they were written when the programs were bound.
/// </summary>
/// <param name="device">Where they run.</param>
internal sealed class PackedRecordings(GpuDevice device) : IDisposable
{
    /// <summary>The most that are kept: the companies that a few epochs of differently long trials fall into.</summary>
    public const int Capacity = 128;

    private readonly List<PackedRecording> _recordings = [];
    private readonly Stack<PackedRecording> _spent = [];
    private readonly RecordedCommands[] _submission = new RecordedCommands[GpuQueue.MaxRecordings];
    private long _requests;

    /// <summary>Recordings made so far.</summary>
    public int Made { get; private set; }

    /// <summary>The recording of some programs, made when they were not packed lately.</summary>
    /// <param name="programs">The programs, in order; at least one.</param>
    public PackedRecording Get(ReadOnlySpan<BoundProgram> programs)
    {
        _requests++;
        foreach (PackedRecording recording in _recordings)
        {
            if (recording.Programs.SequenceEqual(programs))
            {
                recording.LastUse = _requests;
                return recording;
            }
        }

        PackedRecording made = Record(programs);
        made.LastUse = _requests;
        _recordings.Add(made);
        return made;
    }

    /// <summary>Submits runs of a recording.</summary>
    /// <param name="recording">What to run.</param>
    /// <param name="runs">How often, one after another; at most <see cref="GpuQueue.MaxRecordings"/>.</param>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public Submission Submit(PackedRecording recording, int runs)
    {
        _submission.AsSpan(0, runs).Fill(recording.Commands);
        return recording.LastRun = device.Queue.Submit(_submission.AsSpan(0, runs));
    }

    /// <summary>Gives up all recordings of programs that will not run again.</summary>
    /// <param name="isGone">Whether a program is one of them.</param>
    public void Forget(Predicate<BoundProgram> isGone)
    {
        for (int i = _recordings.Count - 1; i >= 0; i--)
        {
            if (Array.Exists(_recordings[i].Programs.ToArray(), isGone))
            {
                _spent.Push(_recordings[i]);
                _recordings.RemoveAt(i);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PackedRecording recording in _recordings.Concat(_spent))
        {
            recording.Commands.Dispose();
        }

        _recordings.Clear();
        _spent.Clear();
    }

    private PackedRecording Record(ReadOnlySpan<BoundProgram> programs)
    {
        if (_recordings.Count == Capacity)
        {
            PackedRecording oldest = _recordings.MinBy(recording => recording.LastUse)!;
            _recordings.Remove(oldest);
            _spent.Push(oldest);
        }

        Made++;
        string label = programs.Length == 1 ? programs[0].Label : $"{programs[0].Label} and {programs.Length - 1} more";
        using CommandRecorder recorder = Begin(label);
        BoundProgram.Record(recorder, programs);
        return new PackedRecording(programs.ToArray(), recorder.End());
    }

    private CommandRecorder Begin(string label)
    {
        if (!_spent.TryPop(out PackedRecording? spent))
        {
            return new CommandRecorder(device, label);
        }

        spent.LastRun.Wait();
        return CommandRecorder.Over(spent.Commands, label);
    }
}
