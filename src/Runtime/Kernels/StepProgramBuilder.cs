using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// Puts dispatches into stages. Each goes to the earliest stage such that neither that stage nor a later one holds a dispatch it conflicts with:
/// two dispatches conflict when both touch a byte and at least one writes it. The result is the order of <see cref="Add(Dispatch)"/> with all needless waiting removed.
/// </summary>
public sealed class StepProgramBuilder
{
    private readonly List<ImmutableArray<Dispatch>.Builder> _stages = [];
    private readonly Dictionary<LogicalBuffer, List<Use>> _uses = [];

    /// <summary>Adds a dispatch that runs after all earlier ones it conflicts with.</summary>
    /// <exception cref="ArgumentException">
    /// The buffers do not match the kernel's declaration, a view lies outside its buffer, or has a texel format where it must not, or none where it must.
    /// </exception>
    public void Add(Dispatch dispatch)
    {
        CheckBindings(dispatch);
        int stage = FirstFreeStage(dispatch);
        if (stage == _stages.Count)
        {
            _stages.Add(ImmutableArray.CreateBuilder<Dispatch>());
        }

        _stages[stage].Add(dispatch);
        for (int i = 0; i < dispatch.Buffers.Length; i++)
        {
            UsesOf(dispatch.Buffers[i].Buffer).Add(new Use(dispatch.Buffers[i], dispatch.Kernel.Buffers[i].Access, stage));
        }
    }

    /// <summary>Adds several dispatches in order.</summary>
    public void Add(IEnumerable<Dispatch> dispatches)
    {
        foreach (Dispatch dispatch in dispatches)
        {
            Add(dispatch);
        }
    }

    /// <summary>The program so far, with offsets for its transient buffers.</summary>
    public StepProgram Build() => new([.. _stages.Select(stage => stage.ToImmutable())], TransientLayout.Plan(TransientUses()));

    private int FirstFreeStage(Dispatch dispatch)
    {
        int stage = 0;
        for (int i = 0; i < dispatch.Buffers.Length; i++)
        {
            BufferView view = dispatch.Buffers[i];
            BufferAccess access = dispatch.Kernel.Buffers[i].Access;
            foreach (Use use in UsesOf(view.Buffer))
            {
                bool anyWrites = access != BufferAccess.Read || use.Access != BufferAccess.Read;
                if (use.Stage >= stage && anyWrites && view.Overlaps(use.View))
                {
                    stage = use.Stage + 1;
                }
            }
        }

        return stage;
    }

    private IEnumerable<TransientUse> TransientUses() => _uses
        .Where(pair => pair.Key.Lifetime == BufferLifetime.Transient)
        .Select(pair => new TransientUse(pair.Key, pair.Value.Min(use => use.Stage), pair.Value.Max(use => use.Stage)));

    private List<Use> UsesOf(LogicalBuffer buffer)
    {
        if (!_uses.TryGetValue(buffer, out List<Use>? uses))
        {
            _uses.Add(buffer, uses = []);
        }

        return uses;
    }

    private static void CheckBindings(Dispatch dispatch)
    {
        if (dispatch.Buffers.Length != dispatch.Kernel.Buffers.Length)
        {
            throw new ArgumentException(
                $"{dispatch.Label}: kernel '{dispatch.Kernel.Name}' declares {dispatch.Kernel.Buffers.Length} buffers, {dispatch.Buffers.Length} are bound.", nameof(dispatch));
        }

        for (int i = 0; i < dispatch.Buffers.Length; i++)
        {
            BufferView view = dispatch.Buffers[i];
            CheckTexels(dispatch, dispatch.Kernel.Buffers[i], view);
            if (view.ByteOffset < 0 || view.ByteLength <= 0 || view.ByteOffset + view.ByteLength > view.Buffer.ByteLength)
            {
                throw new ArgumentException($"{dispatch.Label}: {view} lies outside its buffer of {view.Buffer.ByteLength} bytes.", nameof(dispatch));
            }
        }
    }

    private static void CheckTexels(Dispatch dispatch, KernelBuffer declared, BufferView view)
    {
        if (declared.IsTexels && view.Texels is null)
        {
            throw new ArgumentException(
                $"{dispatch.Label}: '{declared.Name}' of kernel '{dispatch.Kernel.Name}' reads texels, but {view} has no texel format; "
                + "bind view.AsTexels(TexelFormat.Float4), or Float1 where rows are no multiple of 4 floats.",
                nameof(dispatch));
        }

        if (!declared.IsTexels && view.Texels is { } format)
        {
            throw new ArgumentException(
                $"{dispatch.Label}: '{declared.Name}' of kernel '{dispatch.Kernel.Name}' is a storage buffer, but {view} has the texel format {format}; bind the view without AsTexels.",
                nameof(dispatch));
        }
    }

    private readonly record struct Use(BufferView View, BufferAccess Access, int Stage);
}
