using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches by which an optimizer such as LARS gives each tensor a learning rate of its own: norms of its parameters and of its step, and their ratio.</summary>
public static class TrustKernels
{
    /// <summary>Values of a block: tensors begin at multiples of so many.</summary>
    public const int BlockValues = 128;

    private const int WordsOfBlock = 2;

    /// <summary>Words of the table of tensors, for each: first block, blocks, whether it has a ratio of its own, and 0.</summary>
    public const int WordsOfTensor = 4;

    /// <summary>Bytes of what <see cref="Ratios"/> makes for so many values, and of what it needs beside it.</summary>
    public static long RatioBytes(long values) => WholeNumbers.CeilDiv(values, BlockValues) * WordsOfBlock * sizeof(uint);

    /// <summary>Computes the ratio of each tensor: before the update, and from the state before it.</summary>
    /// <param name="optimizer">The optimizer, which is layer-wise.</param>
    /// <param name="parameters">The flat parameters; their number is the length of the view.</param>
    /// <param name="gradients">The flat gradients, as they are updated by.</param>
    /// <param name="state">What the optimizer keeps.</param>
    /// <param name="hyper">The optimizer's hyper-parameters.</param>
    /// <param name="control">The trial's <c>StepControl</c>, which has counted the update.</param>
    /// <param name="lossScale">The <c>LossScale</c> that the gradients were multiplied by; null for none.</param>
    /// <param name="tensors">The table of tensors, <see cref="WordsOfTensor"/> words each.</param>
    /// <param name="scratch"><see cref="RatioBytes"/> bytes.</param>
    /// <param name="ratios">Overwritten, as long: what <see cref="StepKernels.Update"/> takes.</param>
    /// <param name="label">Name of the dispatches.</param>
    public static ImmutableArray<Dispatch> Ratios(
        OptimizerDefinition optimizer,
        BufferView parameters,
        BufferView gradients,
        BufferView state,
        BufferView hyper,
        BufferView control,
        BufferView? lossScale,
        BufferView tensors,
        BufferView scratch,
        BufferView ratios,
        string label)
    {
        (string norms, string ratio) = ($"{label}.norms", $"{label}.ratio");
        long count = parameters.ByteLength / sizeof(float);
        long words = RatioBytes(count) / sizeof(uint);
        long tensorCount = tensors.ByteLength / (WordsOfTensor * sizeof(uint));
        return
        [
            new TrustNorms
            {
                IsScaled = lossScale is not null,
                Optimizer = optimizer,
                Parameters = parameters.Holding(count, norms),
                Gradients = gradients.Holding(count, norms),
                States = state.Holding(count * optimizer.StateNames.Length, norms),
                HyperParameters = hyper.Holding(optimizer.HyperBits.Length, norms),
                Control = control.Holding(StepKernels.ControlBytes / sizeof(uint), norms),
                Scale = lossScale?.Holding(LossScaleKernels.Bytes / sizeof(uint), norms) ?? control,
                Partials = scratch.Holding(words, norms),
                Count = (uint)count,
            }.Dispatch(GroupCount.Covering(WholeNumbers.CeilDiv(count, BlockValues), 1), norms),
            new TrustRatio
            {
                Optimizer = optimizer,
                Tensors = tensors,
                Partials = scratch.Holding(words, ratio),
                HyperParameters = hyper.Holding(optimizer.HyperBits.Length, ratio),
                Blocks = ratios.Holding(words, ratio),
                Count = (uint)tensorCount,
            }.Dispatch(GroupCount.Covering(tensorCount, 1), ratio),
        ];
    }
}
