using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of a convolution. Tensors are NHWC, weights HWIO.</summary>
public static class Conv2dKernels
{
    /// <summary><c>output = activation(bias + input * weight)</c>.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, input channels].</param>
    /// <param name="weight">[window height, window width, input channels, output channels].</param>
    /// <param name="bias">[output channels]; null for none.</param>
    /// <param name="output">[batch, height, width, output channels].</param>
    /// <param name="preactivation">Where the sum before the activation is stored too, as large as <paramref name="output"/>; null when nothing needs it.</param>
    /// <param name="activation">Applied to the sum.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Forward(
        ConvolutionGeometry geometry,
        int batch,
        BufferView input,
        BufferView weight,
        BufferView? bias,
        BufferView output,
        BufferView? preactivation,
        Activation activation,
        string label)
    {
        WindowGeometry window = geometry.Window;
        long outputs = (long)batch * geometry.OutputElements;
        RegisterTile tile = RegisterTile.ForConvolution(geometry.OutputChannels);
        InvocationGrid grid = InvocationGrid.Of(tile.Count((long)batch * window.OutputPixels, geometry.OutputChannels), label);
        return new Conv2dForward
        {
            WorkgroupSize = grid.WorkgroupSize,
            PixelTile = (uint)tile.Rows,
            ChannelVectors = (uint)tile.Vectors,
            InputHeight = (uint)window.InputHeight,
            InputWidth = (uint)window.InputWidth,
            OutputHeight = (uint)window.OutputHeight,
            OutputWidth = (uint)window.OutputWidth,
            WindowHeight = (uint)window.WindowHeight,
            WindowWidth = (uint)window.WindowWidth,
            StrideY = (uint)window.StrideY,
            StrideX = (uint)window.StrideX,
            PaddingTop = (uint)window.PaddingTop,
            PaddingLeft = (uint)window.PaddingLeft,
            InputChannels = (uint)geometry.InputChannels,
            OutputChannels = (uint)geometry.OutputChannels,
            VectorInputs = geometry.InputChannels % 4 == 0,
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

    /// <summary>The gradient with respect to the input, from the gradient with respect to the sum before the activation.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="outputGradient">Gradient of the sum, [batch, height, width, output channels].</param>
    /// <param name="weight">[window height, window width, input channels, output channels].</param>
    /// <param name="inputGradient">Overwritten, [batch, height, width, input channels].</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch BackwardInput(
        ConvolutionGeometry geometry,
        int batch,
        BufferView outputGradient,
        BufferView weight,
        BufferView inputGradient,
        ActivationGradient? through,
        string label)
    {
        WindowGeometry window = geometry.Window;
        long inputs = (long)batch * geometry.InputElements;
        RegisterTile tile = RegisterTile.ForConvolution(geometry.InputChannels);
        long classes = (long)window.StrideY * window.StrideX;
        long classPixels = (long)batch * CeilDiv(window.InputHeight, window.StrideY) * CeilDiv(window.InputWidth, window.StrideX);
        InvocationGrid grid = InvocationGrid.Of(classes * tile.Count(classPixels, geometry.InputChannels), label);
        return new Conv2dBackwardInput
        {
            WorkgroupSize = grid.WorkgroupSize,
            PixelTile = (uint)tile.Rows,
            ChannelVectors = (uint)tile.Vectors,
            InputHeight = (uint)window.InputHeight,
            InputWidth = (uint)window.InputWidth,
            OutputHeight = (uint)window.OutputHeight,
            OutputWidth = (uint)window.OutputWidth,
            WindowHeight = (uint)window.WindowHeight,
            WindowWidth = (uint)window.WindowWidth,
            StrideY = (uint)window.StrideY,
            StrideX = (uint)window.StrideX,
            PaddingTop = (uint)window.PaddingTop,
            PaddingLeft = (uint)window.PaddingLeft,
            InputChannels = (uint)geometry.InputChannels,
            OutputChannels = (uint)geometry.OutputChannels,
            VectorInputs = geometry.InputChannels % 4 == 0,
            VectorOutputs = geometry.OutputChannels % 4 == 0,
            Activation = through?.Activation ?? Activations.Identity,
            OutputGradient = outputGradient.Holding((long)batch * geometry.OutputElements, label),
            Weight = weight.Holding(geometry.Weights, label),
            Saved = through?.Saved.Holding(inputs, label) ?? outputGradient,
            InputGradient = inputGradient.Holding(inputs, label),
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>Bytes of scratch that <see cref="BackwardWeight"/> needs; 0 when it needs none.</summary>
    public static long BackwardWeightScratchBytes(ConvolutionGeometry geometry, int batch) => Sums(geometry, batch).ScratchBytes;

    /// <summary>The gradients with respect to weight and bias, from the gradient with respect to the sum before the activation: one dispatch, or two where the sum is cut in pieces.</summary>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, input channels].</param>
    /// <param name="outputGradient">Gradient of the sum, [batch, height, width, output channels].</param>
    /// <param name="weightGradient">Overwritten, as the weight.</param>
    /// <param name="biasGradient">Overwritten, [output channels]; null for none.</param>
    /// <param name="scratch">At least <see cref="BackwardWeightScratchBytes"/>; null where that is 0.</param>
    /// <param name="label">Name of the dispatches.</param>
    public static ImmutableArray<Dispatch> BackwardWeight(
        ConvolutionGeometry geometry,
        int batch,
        BufferView input,
        BufferView outputGradient,
        BufferView weightGradient,
        BufferView? biasGradient,
        BufferView? scratch,
        string label)
    {
        WindowGeometry window = geometry.Window;
        PartialSums sums = Sums(geometry, batch);
        (BufferView weightTarget, BufferView biasTarget) = sums.Targets(weightGradient.Holding(geometry.Weights, label), biasGradient, scratch, label);
        RegisterTile tile = RegisterTile.ForConvolution(geometry.OutputChannels);
        InvocationGrid grid = InvocationGrid.Of(sums.Split.Pieces * tile.Count(geometry.FanIn, geometry.OutputChannels), label);
        Dispatch pieces = new Conv2dBackwardWeight
        {
            WorkgroupSize = grid.WorkgroupSize,
            RowVectors = (uint)tile.Rows / 4,
            ChannelVectors = (uint)tile.Vectors,
            InputHeight = (uint)window.InputHeight,
            InputWidth = (uint)window.InputWidth,
            OutputHeight = (uint)window.OutputHeight,
            OutputWidth = (uint)window.OutputWidth,
            WindowHeight = (uint)window.WindowHeight,
            WindowWidth = (uint)window.WindowWidth,
            StrideY = (uint)window.StrideY,
            StrideX = (uint)window.StrideX,
            PaddingTop = (uint)window.PaddingTop,
            PaddingLeft = (uint)window.PaddingLeft,
            InputChannels = (uint)geometry.InputChannels,
            OutputChannels = (uint)geometry.OutputChannels,
            VectorInputs = geometry.InputChannels % 4 == 0,
            VectorOutputs = geometry.OutputChannels % 4 == 0,
            HasBias = biasGradient is not null,
            Input = input.Holding((long)batch * geometry.InputElements, label),
            OutputGradient = outputGradient.Holding((long)batch * geometry.OutputElements, label),
            WeightGradient = weightTarget,
            BiasGradient = biasTarget,
            Batch = (uint)batch,
            PieceLength = (uint)sums.Split.PieceLength,
            WeightStride = (uint)sums.WeightStride,
            BiasStride = (uint)sums.BiasStride,
        }.Dispatch(grid.Groups, label);
        return sums.Followed(pieces, weightGradient, biasGradient?.Holding(geometry.OutputChannels, label), scratch, label);
    }

    private static PartialSums Sums(ConvolutionGeometry geometry, int batch) =>
        new(SplitSum.Of(geometry.Weights, (long)batch * geometry.Window.OutputPixels), geometry.Weights, geometry.OutputChannels);

    private static int CeilDiv(int a, int b) => (a + b - 1) / b;
}
