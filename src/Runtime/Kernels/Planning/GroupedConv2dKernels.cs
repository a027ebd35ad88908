using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// Plans the dispatches of a grouped or depthwise convolution. Tensors are NHWC, weights [window height, window width, channels of a group before, channels after]. One kernel serves
/// processors and GPUs: its few terms an output leave nothing for tiles to share.
/// </summary>
public static class GroupedConv2dKernels
{
    /// <summary><c>output = activation(bias + input * weight)</c>, each group by itself.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, input channels].</param>
    /// <param name="weight">The weights.</param>
    /// <param name="bias">[output channels]; null for none.</param>
    /// <param name="output">Overwritten, [batch, height, width, output channels].</param>
    /// <param name="preactivation">Where the sum before the activation is stored too; null when nothing needs it.</param>
    /// <param name="activation">Applied to the sum.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Forward(
        GroupedConvolutionGeometry geometry,
        int batch,
        BufferView input,
        BufferView weight,
        BufferView? bias,
        BufferView output,
        BufferView? preactivation,
        Activation activation,
        string label)
    {
        long outputs = (long)batch * geometry.OutputElements;
        InvocationGrid grid = InvocationGrid.Of((long)batch * geometry.Window.OutputPixels * WholeNumbers.CeilDiv(geometry.OutputChannels, 4), label);
        return new GroupedConv2dForward
        {
            Storage = output.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Window = geometry.Window,
            InputChannels = (uint)geometry.InputChannels,
            OutputChannels = (uint)geometry.OutputChannels,
            GroupInputs = (uint)geometry.GroupInputs,
            GroupOutputs = (uint)geometry.GroupOutputs,
            VectorOutputs = geometry.OutputChannels % 4 == 0,
            HasBias = bias is not null,
            StorePreactivation = preactivation is not null,
            Activation = activation,
            Input = input.Holding((long)batch * geometry.InputElements, label),
            Weight = weight.Holding(geometry.Weights, label),
            Bias = bias?.Holding(geometry.OutputChannels, label) ?? weight,
            Output = output.Holding(outputs, label),
            Preactivation = preactivation?.Holding(outputs, label) ?? output,
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>The gradient of the input.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="outputGradient">[batch, height, width, output channels].</param>
    /// <param name="weight">The weights.</param>
    /// <param name="inputGradient">Overwritten, [batch, height, width, input channels].</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch BackwardInput(
        GroupedConvolutionGeometry geometry, int batch, BufferView outputGradient, BufferView weight, BufferView inputGradient, ActivationGradient? through, string label)
    {
        long inputs = (long)batch * geometry.InputElements;
        InvocationGrid grid = InvocationGrid.Of((long)batch * geometry.Window.InputPixels * WholeNumbers.CeilDiv(geometry.InputChannels, 4), label);
        return new GroupedConv2dBackwardInput
        {
            Storage = inputGradient.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Window = geometry.Window,
            InputChannels = (uint)geometry.InputChannels,
            OutputChannels = (uint)geometry.OutputChannels,
            GroupInputs = (uint)geometry.GroupInputs,
            GroupOutputs = (uint)geometry.GroupOutputs,
            VectorInputs = geometry.InputChannels % 4 == 0,
            Activation = through?.Activation ?? Activations.Identity,
            OutputGradient = outputGradient.Holding((long)batch * geometry.OutputElements, label),
            Weight = weight.Holding(geometry.Weights, label),
            Saved = through?.Saved.Holding(inputs, label) ?? outputGradient,
            InputGradient = inputGradient.Holding(inputs, label),
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>Bytes of scratch that <see cref="BackwardWeight"/> needs; 0 when it needs none.</summary>
    public static long BackwardWeightScratchBytes(GroupedConvolutionGeometry geometry, int batch) => geometry.Sums(batch).ScratchBytes;

    /// <summary>The gradients of weight and bias.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, input channels].</param>
    /// <param name="outputGradient">[batch, height, width, output channels].</param>
    /// <param name="weightGradient">Overwritten.</param>
    /// <param name="biasGradient">Overwritten, [output channels]; null for none.</param>
    /// <param name="scratch">As many bytes as <see cref="BackwardWeightScratchBytes"/> says; null for none.</param>
    /// <param name="label">Name of the dispatches.</param>
    public static ImmutableArray<Dispatch> BackwardWeight(
        GroupedConvolutionGeometry geometry, int batch, BufferView input, BufferView outputGradient, BufferView weightGradient, BufferView? biasGradient, BufferView? scratch, string label)
    {
        PartialSums sums = geometry.Sums(batch);
        (BufferView weightTarget, BufferView biasTarget) = sums.Targets(weightGradient.Holding(geometry.Weights, label), biasGradient?.Holding(geometry.OutputChannels, label), scratch, label);
        InvocationGrid grid = InvocationGrid.Of((long)sums.Split.Pieces * geometry.FanIn * WholeNumbers.CeilDiv(geometry.OutputChannels, 4), label);
        Dispatch pieces = new GroupedConv2dBackwardWeight
        {
            Storage = input.Elements,
            WorkgroupSize = grid.WorkgroupSize,
            Window = geometry.Window,
            InputChannels = (uint)geometry.InputChannels,
            OutputChannels = (uint)geometry.OutputChannels,
            GroupInputs = (uint)geometry.GroupInputs,
            GroupOutputs = (uint)geometry.GroupOutputs,
            VectorOutputs = geometry.OutputChannels % 4 == 0,
            HasBias = biasGradient is not null,
            Input = input.Holding((long)batch * geometry.InputElements, label),
            OutputGradient = outputGradient.Holding((long)batch * geometry.OutputElements, label),
            WeightGradient = weightTarget,
            BiasGradient = biasTarget,
            Batch = (uint)batch,
            Pieces = (uint)sums.Split.Pieces,
            PieceLength = (uint)sums.Split.PieceLength,
            WeightStride = (uint)sums.WeightStride,
            BiasStride = (uint)sums.BiasStride,
        }.Dispatch(grid.Groups, label);
        return sums.Followed(pieces, weightGradient, biasGradient, scratch, label);
    }
}
