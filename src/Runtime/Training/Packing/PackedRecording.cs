using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>Programs recorded packed, with what is known of their time.</summary>
/// <param name="programs">The programs, in order.</param>
/// <param name="commands">Their recording.</param>
internal sealed class PackedRecording(BoundProgram[] programs, RecordedCommands commands)
{
    /// <summary>The programs, in order.</summary>
    public ReadOnlySpan<BoundProgram> Programs => programs;

    /// <summary>Their recording.</summary>
    public RecordedCommands Commands { get; } = commands;

    /// <summary>How many runs fill a submission.</summary>
    public SubmissionSize Size { get; } = new();

    /// <summary>The submission that ran it last.</summary>
    public Submission LastRun { get; set; }

    /// <summary>When it was last asked for, in requests.</summary>
    public long LastUse { get; set; }
}
