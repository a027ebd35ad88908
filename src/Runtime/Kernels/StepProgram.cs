using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// The dispatches of a step in stages: within a stage nothing depends on anything, so all may run at once; one memory barrier stands between two stages.
/// Plain data, made by <see cref="StepProgramBuilder"/>.
/// </summary>
/// <param name="Stages">The stages, in order; none is empty.</param>
/// <param name="Transients">Where the transient buffers lie in the memory they share.</param>
public sealed record StepProgram(ImmutableArray<ImmutableArray<Dispatch>> Stages, TransientLayout Transients)
{
    /// <summary>Programs one after another, each with the shared memory to itself: it takes no more of it than the largest of them. One may stand there several times.</summary>
    /// <param name="programs">The programs, in order.</param>
    public static StepProgram Sequence(IReadOnlyCollection<StepProgram> programs) => new(
        [.. programs.SelectMany(program => program.Stages)],
        new TransientLayout(
            programs.Max(program => program.Transients.ByteLength),
            programs.Distinct().SelectMany(program => program.Transients.Offsets).ToImmutableDictionary()));

    /// <summary>All dispatches, stage by stage.</summary>
    public IEnumerable<Dispatch> Dispatches => Stages.SelectMany(stage => stage);

    /// <summary>The buffers that the step uses and that outlive it, each once, in order of first use.</summary>
    public IEnumerable<LogicalBuffer> PersistentBuffers => Dispatches
        .SelectMany(dispatch => dispatch.Buffers)
        .Select(view => view.Buffer)
        .Where(buffer => buffer.Lifetime != BufferLifetime.Transient)
        .Distinct();
}
