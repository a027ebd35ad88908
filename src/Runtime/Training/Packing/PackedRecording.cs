using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>Programs recorded packed, with what is known of their time.</summary>
/// <param name="programs">The programs, in order.</param>
/// <param name="commands">Their recording.</param>
internal sealed class PackedRecording(BoundProgram[] programs, RecordedCommands commands)
{
    // The first submission is one run, most of whose time is the way to the device and back.
    private const int Samples = 3;

    private double _leastSeconds = double.PositiveInfinity;
    private int _seen;

    /// <summary>The programs, in order.</summary>
    public ReadOnlySpan<BoundProgram> Programs => programs;

    /// <summary>Their recording.</summary>
    public RecordedCommands Commands { get; } = commands;

    /// <summary>How many runs fill a submission.</summary>
    public SubmissionSize Size { get; } = new();

    /// <summary>Seconds of one run: the least of all submissions whose end was seen; null while these are too few.</summary>
    public double? SecondsOfRun => _seen < Samples ? null : _leastSeconds;

    /// <summary>The submission that ran it last.</summary>
    public Submission LastRun { get; set; }

    /// <summary>When it was last asked for, in requests.</summary>
    public long LastUse { get; set; }

    /// <summary>Takes account of a submission whose end was seen.</summary>
    public void Seen(int runs, TimeSpan busy)
    {
        _leastSeconds = Math.Min(_leastSeconds, busy.TotalSeconds / runs);
        _seen++;
    }
}
