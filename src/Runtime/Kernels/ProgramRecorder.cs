using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>Records programs, once, for any number of runs.</summary>
/// <param name="library">Compiles the kernels.</param>
public sealed class ProgramRecorder(KernelLibrary library)
{
    /// <summary>Records a program on its memory: its stages in order, one barrier between two.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memory">Where its buffers lie; it must outlive the recording.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <param name="timestamps">Where the time is noted; nowhere on a device without timestamps.</param>
    public RecordedCommands Record(StepProgram program, ProgramMemory memory, string label, ProgramTimestamps timestamps = ProgramTimestamps.None)
    {
        int count = library.Device.Limits.TimestampBits == 0 ? 0 : timestamps switch
        {
            ProgramTimestamps.Ends => 2,
            ProgramTimestamps.Dispatches => program.Dispatches.Count() + 1,
            _ => 0,
        };
        using CommandRecorder recorder = new(library.Device, label, count);
        if (count > 0)
        {
            recorder.Timestamp();
        }

        Record(recorder, program, memory, isEachTimed: count > 0 && timestamps == ProgramTimestamps.Dispatches);
        if (count > 0 && timestamps == ProgramTimestamps.Ends)
        {
            recorder.Timestamp();
        }

        return recorder.End();
    }

    /// <summary>Adds a program to a recording under way.</summary>
    /// <param name="recorder">The recording.</param>
    /// <param name="program">The program.</param>
    /// <param name="memory">Where its buffers lie; it must outlive the recording.</param>
    /// <param name="isEachTimed">Whether the time is noted after each dispatch.</param>
    public void Record(CommandRecorder recorder, StepProgram program, ProgramMemory memory, bool isEachTimed = false)
    {
        for (int stage = 0; stage < program.Stages.Length; stage++)
        {
            if (stage > 0)
            {
                recorder.Barrier();
            }

            foreach (Dispatch dispatch in program.Stages[stage])
            {
                Record(recorder, dispatch, program.Transients, memory);
                if (isEachTimed)
                {
                    recorder.Timestamp();
                }
            }
        }
    }

    private void Record(CommandRecorder recorder, Dispatch dispatch, TransientLayout transients, ProgramMemory memory)
    {
        BufferRange[] ranges = [.. dispatch.Buffers.Select(view => memory.RangeOf(view, transients))];
        GroupCount groups = dispatch.Groups;
        recorder.Dispatch(library.PipelineOf(dispatch), ranges, dispatch.PushConstants.AsSpan(), (groups.X, groups.Y, groups.Z), dispatch.Label);
    }
}
