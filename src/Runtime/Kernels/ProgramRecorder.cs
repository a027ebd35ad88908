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
        for (int stage = 0; stage < program.Stages.Length; stage++)
        {
            if (stage > 0)
            {
                recorder.Barrier();
            }

            foreach (Dispatch dispatch in program.Stages[stage])
            {
                Record(recorder, dispatch, program.Transients, memory);
            }
        }

        return recorder.End();
    }

    private void Record(CommandRecorder recorder, Dispatch dispatch, TransientLayout transients, ProgramMemory memory)
    {
        BufferRange[] ranges = [.. dispatch.Buffers.Select(view => memory.RangeOf(view, transients))];
        GroupCount groups = dispatch.Groups;
        recorder.Dispatch(library.PipelineOf(dispatch), ranges, dispatch.PushConstants.AsSpan(), (groups.X, groups.Y, groups.Z), dispatch.Label);
    }
}
