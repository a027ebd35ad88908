using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Where the pieces of a weight's and its bias's gradient are summed: straight into the gradients when there is one piece, else in scratch, from which one more dispatch adds them up.</summary>
/// <param name="Split">The cut.</param>
/// <param name="Weights">Number of weights.</param>
/// <param name="Biases">Number of biases.</param>
internal sealed record PartialSums(SplitSum Split, long Weights, long Biases)
{
    private const long ValuesPerLoad = 4;

    /// <summary>Values from one piece's weights to the next piece's.</summary>
    public long WeightStride => WholeNumbers.Aligned(Weights, ValuesPerLoad);

    /// <summary>Values from one piece's biases to the next piece's.</summary>
    public long BiasStride => WholeNumbers.Aligned(Biases, ValuesPerLoad);

    /// <summary>Bytes of scratch; 0 when there is one piece.</summary>
    public long ScratchBytes => Split.Pieces == 1 ? 0 : checked(BiasOffset + (Split.Pieces * BiasStride * sizeof(float)));

    private long BiasOffset => WholeNumbers.Aligned(checked(Split.Pieces * WeightStride * sizeof(float)), TransientLayout.Alignment);

    /// <summary>Where the kernel that makes the pieces writes them: weights and biases.</summary>
    public (BufferView Weight, BufferView Bias) Targets(BufferView weightGradient, BufferView? biasGradient, BufferView? scratch, string label)
    {
        if (Split.Pieces == 1)
        {
            return (weightGradient, biasGradient ?? weightGradient);
        }

        BufferView all = (scratch ?? throw new ArgumentNullException(nameof(scratch), $"{label} needs {ScratchBytes} bytes of scratch.")).Holding(ScratchBytes / sizeof(float), label);
        return (
            new BufferView(all.Buffer, all.ByteOffset, Split.Pieces * WeightStride * sizeof(float)),
            new BufferView(all.Buffer, all.ByteOffset + BiasOffset, Split.Pieces * BiasStride * sizeof(float)));
    }

    /// <summary>The dispatches in order: the one that makes the pieces, and the one that adds them up, if there is more than one piece.</summary>
    public ImmutableArray<Dispatch> Followed(Dispatch pieces, BufferView weightGradient, BufferView? biasGradient, BufferView? scratch, string label)
    {
        if (Split.Pieces == 1)
        {
            return [pieces];
        }

        (BufferView weightPartials, BufferView biasPartials) = Targets(weightGradient, biasGradient, scratch, label);
        long biases = biasGradient is null ? 0 : Biases;
        string reduceLabel = $"{label}.reduce";
        InvocationGrid grid = InvocationGrid.Of((WeightStride / ValuesPerLoad) + (WholeNumbers.Aligned(biases, ValuesPerLoad) / ValuesPerLoad), reduceLabel);
        Dispatch reduce = new ReducePartials
        {
            WorkgroupSize = grid.WorkgroupSize,
            WeightPartials = weightPartials,
            BiasPartials = biasPartials,
            WeightGradient = weightGradient,
            BiasGradient = biasGradient ?? weightGradient,
            Pieces = (uint)Split.Pieces,
            Weights = (uint)Weights,
            WeightStride = (uint)WeightStride,
            Biases = (uint)biases,
            BiasStride = (uint)BiasStride,
        }.Dispatch(grid.Groups, reduceLabel);
        return [pieces, reduce];
    }
}
