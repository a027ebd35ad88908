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
    public RecordedCommands Record(StepProgram program, ProgramMemory memory, string label)
    {
        using CommandRecorder recorder = new(library.Device, label);
        Record(recorder, program, memory);
        return recorder.End();
    }

    /// <summary>As <see cref="Record(StepProgram, ProgramMemory, string)"/>, with a timestamp before the first dispatch and one after each, which costs the device a little.</summary>
    /// <exception cref="InvalidOperationException">The device has no timestamps.</exception>
    public RecordedCommands RecordTimed(StepProgram program, ProgramMemory memory, string label)
    {
        using CommandRecorder recorder = new(library.Device, label, program.Dispatches.Count() + 1);
        recorder.Timestamp();
        Record(recorder, program, memory, isEachTimed: true);
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
