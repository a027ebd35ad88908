using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>A program bound to its memory: kernels compiled, descriptors written, ready to be recorded any number of times, alone or packed with others.</summary>
public sealed class BoundProgram : IDisposable
{
    private readonly KernelLibrary _library;
    private readonly DispatchBindings _bindings;
    private readonly Dictionary<Dispatch, BoundDispatch> _bound = new(ReferenceEqualityComparer.Instance);

    /// <summary>Binds a program.</summary>
    /// <param name="library">Compiles the kernels.</param>
    /// <param name="program">The program.</param>
    /// <param name="memory">Where its buffers lie; it must outlive the bound program.</param>
    /// <param name="label">Name for captures and errors.</param>
    /// <exception cref="ArgumentException">A dispatch goes over a limit of the device.</exception>
    public BoundProgram(KernelLibrary library, StepProgram program, ProgramMemory memory, string label)
    {
        (_library, Device, Program, Label) = (library, library.Device, program, label);
        CostKind = CostKindOf(program);
        _bindings = new DispatchBindings(library.Device, label);
        try
        {
            // A dispatch that runs several times is bound once.
            Stages = [.. program.Stages.Select(stage => stage.Select(dispatch =>
                _bound.TryGetValue(dispatch, out BoundDispatch? known) ? known : _bound[dispatch] = Bind(dispatch, program.Transients, memory)).ToImmutableArray())];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it runs.</summary>
    public GpuDevice Device { get; }

    /// <summary>What was bound.</summary>
    public StepProgram Program { get; }

    /// <summary>Name for captures and errors.</summary>
    public string Label { get; }

    /// <summary>A number that is equal for programs that cost the same: the same kernels with the same snippets and constants on as many workgroups. It holds for this process.</summary>
    public int CostKind { get; }

    /// <summary>The dispatches, stage by stage.</summary>
    public ImmutableArray<ImmutableArray<BoundDispatch>> Stages { get; }

    /// <summary>
    /// Records programs of different memories packed: the first stage of all, one barrier, the second stage of all, and so on. Each gives the bits that it gives alone,
    /// for between any two of them nothing is shared that is written.
    /// </summary>
    /// <param name="recorder">The recording.</param>
    /// <param name="programs">The programs; each once.</param>
    public static void Record(CommandRecorder recorder, ReadOnlySpan<BoundProgram> programs)
    {
        int stages = 0;
        foreach (BoundProgram program in programs)
        {
            stages = Math.Max(stages, program.Stages.Length);
        }

        for (int stage = 0; stage < stages; stage++)
        {
            if (stage > 0)
            {
                recorder.Barrier();
            }

            RecordStage(recorder, programs, stage);
        }
    }

    /// <summary>Records each kernel of some programs on no workgroup: no buffer is touched. Barriers stand where they do otherwise, for the validation layer looks at what a dispatch is bound to.</summary>
    /// <param name="recorder">The recording.</param>
    /// <param name="programs">The programs.</param>
    public static void RecordWarmUp(CommandRecorder recorder, IEnumerable<BoundProgram> programs)
    {
        foreach (ImmutableArray<BoundDispatch> stage in programs.SelectMany(program => program.Stages))
        {
            foreach (BoundDispatch dispatch in stage)
            {
                recorder.WarmUp(dispatch);
            }

            recorder.Barrier();
        }
    }

    /// <summary>
    /// Records the program alone, with a timestamp before the first dispatch and one after each. The dispatches of a stage run one after another there, for each to have a time of its own.
    /// </summary>
    /// <exception cref="InvalidOperationException">The device has no timestamps.</exception>
    public RecordedCommands RecordTimed()
    {
        using CommandRecorder recorder = new(Device, $"{Label}.timed", Program.Dispatches.Count() + 1);
        recorder.Timestamp();
        foreach (BoundDispatch dispatch in Stages.SelectMany(stage => stage))
        {
            recorder.Dispatch(dispatch);
            recorder.Timestamp();
            recorder.Barrier();
        }

        return recorder.End();
    }

    /// <summary>Releases the bindings; recordings made of them must not run any more.</summary>
    public void Dispose()
    {
        _bindings.Dispose();
        foreach (Dispatch dispatch in _bound.Keys)
        {
            _library.GiveBack(dispatch);
        }

        _bound.Clear();
    }

    // The first dispatch of all, then the second: programs of one shape have the same kernel there, and it is bound once for all.
    private static void RecordStage(CommandRecorder recorder, ReadOnlySpan<BoundProgram> programs, int stage)
    {
        bool isMore = true;
        for (int i = 0; isMore; i++)
        {
            isMore = false;
            foreach (BoundProgram program in programs)
            {
                if (stage < program.Stages.Length && i < program.Stages[stage].Length)
                {
                    recorder.Dispatch(program.Stages[stage][i]);
                    isMore = true;
                }
            }
        }
    }

    private static int CostKindOf(StepProgram program)
    {
        HashCode hash = default;
        foreach (Dispatch dispatch in program.Dispatches)
        {
            hash.Add(dispatch.Kernel.Name);
            hash.Add(dispatch.Groups);
            foreach (Snippet snippet in dispatch.Snippets)
            {
                hash.Add(snippet.Path);
            }

            foreach (uint constant in dispatch.Specialization)
            {
                hash.Add(constant);
            }
        }

        return hash.ToHashCode();
    }

    private BoundDispatch Bind(Dispatch dispatch, TransientLayout transients, ProgramMemory memory)
    {
        BufferRange[] ranges = [.. dispatch.Buffers.Select(view => memory.RangeOf(view, transients))];
        ComputePipeline pipeline = _library.Take(dispatch);
        try
        {
            return _bindings.Bind(pipeline, ranges, dispatch.PushConstants, (dispatch.Groups.X, dispatch.Groups.Y, dispatch.Groups.Z), dispatch.Label);
        }
        catch
        {
            _library.GiveBack(dispatch);
            throw;
        }
    }
}
