using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans what becomes of gradients between the backward pass and the update.</summary>
public static class GradientKernels
{
    /// <summary>Adds the gradients of a part of a batch to those of the parts before it.</summary>
    /// <param name="gradients">The flat gradients, changed in place; their number is the length of the view.</param>
    /// <param name="part">Those of the part; as many.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Accumulate(BufferView gradients, BufferView part, string label)
    {
        long count = gradients.ByteLength / sizeof(float);
        InvocationGrid grid = InvocationGrid.Of(WholeNumbers.CeilDiv(count, 4), label);
        return new GradientAccumulate
        {
            WorkgroupSize = grid.WorkgroupSize,
            Gradients = gradients.Holding(count, label),
            Part = part.Holding(count, label),
            Count = (uint)count,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>Bytes of scratch that <see cref="ClipNorm"/> needs for so many gradients.</summary>
    public static long ClipScratchBytes(long values) => WholeNumbers.CeilDiv(values, TrustKernels.BlockValues) * sizeof(float);

    /// <summary>Scales all gradients down by one factor, to a norm, where theirs is larger.</summary>
    /// <param name="largest">The norm.</param>
    /// <param name="gradients">The flat gradients, changed in place; their number is the length of the view.</param>
    /// <param name="lossScale">The <c>LossScale</c> that they were multiplied by, and still are afterwards; null for none.</param>
    /// <param name="scratch"><see cref="ClipScratchBytes"/> bytes.</param>
    /// <param name="factor">One float.</param>
    /// <param name="label">Name of the dispatches.</param>
    public static ImmutableArray<Dispatch> ClipNorm(double largest, BufferView gradients, BufferView? lossScale, BufferView scratch, BufferView factor, string label)
    {
        (string squares, string norm, string shrink) = ($"{label}.squares", $"{label}.factor", $"{label}.shrink");
        long count = gradients.ByteLength / sizeof(float);
        long blocks = WholeNumbers.CeilDiv(count, TrustKernels.BlockValues);
        InvocationGrid grid = InvocationGrid.Of(WholeNumbers.CeilDiv(count, 4), shrink);
        return
        [
            new GradientSquares
            {
                IsScaled = lossScale is not null,
                Gradients = gradients.Holding(count, squares),
                Scale = lossScale?.Holding(LossScaleKernels.Bytes / sizeof(uint), squares) ?? gradients,
                Partials = scratch.Holding(blocks, squares),
                Count = (uint)count,
            }.Dispatch(GroupCount.Covering(blocks, 1), squares),
            new ClipFactor { Partials = scratch.Holding(blocks, norm), Factor = factor.Holding(1, norm), Blocks = (uint)blocks, Largest = (float)largest }.Dispatch(new GroupCount(1), norm),
            new GradientShrink
            {
                WorkgroupSize = grid.WorkgroupSize, Gradients = gradients.Holding(count, shrink), Factor = factor.Holding(1, shrink), Count = (uint)count,
            }.Dispatch(grid.Groups, shrink),
        ];
    }

    /// <summary>Bounds the size of each value.</summary>
    /// <param name="largest">The largest size.</param>
    /// <param name="gradients">The flat gradients, changed in place; their number is the length of the view.</param>
    /// <param name="lossScale">The <c>LossScale</c> that they were multiplied by, and still are afterwards; null for none.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch ClipValues(double largest, BufferView gradients, BufferView? lossScale, string label)
    {
        long count = gradients.ByteLength / sizeof(float);
        InvocationGrid grid = InvocationGrid.Of(WholeNumbers.CeilDiv(count, 4), label);
        return new GradientClamp
        {
            WorkgroupSize = grid.WorkgroupSize,
            IsScaled = lossScale is not null,
            Gradients = gradients.Holding(count, label),
            Scale = lossScale?.Holding(LossScaleKernels.Bytes / sizeof(uint), label) ?? gradients,
            Count = (uint)count,
            Largest = (float)largest,
        }.Dispatch(grid.Groups, label);
    }
}
