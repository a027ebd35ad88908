using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>A convolution with its bias and activation.</summary>
internal sealed class Conv2dLayer(
    int index, FeatureShape input, FeatureShape output, ConvolutionGeometry geometry, Activation activation, ParameterTensor weight, ParameterTensor? bias)
    : Layer(index, "conv2d", input, output)
{
    private readonly ConvolutionGeometry _geometry = geometry;
    private readonly ParameterTensor _weight = weight;
    private readonly ParameterTensor? _bias = bias;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        FusedActivation fused = FusedActivation.Create(pass, this, activation);
        pass.Add(Conv2dKernels.Forward(
            pass.Tiles, _geometry, pass.Batch, input, _weight.In(pass.Parameters), _bias?.In(pass.Parameters), fused.Output, fused.Preactivation, activation, $"{Name}.forward"));
        return new Pass(this, input, fused);
    }

    private sealed record Pass(Conv2dLayer Conv, BufferView Input, FusedActivation Fused) : LayerPass(Conv, Fused.Output, Fused.Pending)
    {
        public override void BackwardParameters(PassBuilder pass, BufferView gradient) => pass.Add(Conv2dKernels.BackwardWeight(
            pass.Tiles,
            Conv._geometry,
            pass.Batch,
            Input,
            gradient,
            Conv._weight.In(pass.Gradients),
            Conv._bias?.In(pass.Gradients),
            PassBuilder.Scratch($"{Conv.Name}.partial_sums", Conv2dKernels.BackwardWeightScratchBytes(Conv._geometry, pass.Batch)),
            $"{Conv.Name}.backward_weight"));

        public override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through)
        {
            BufferView inputGradient = pass.Features($"{Conv.Name}.input_gradient", Conv.Input);
            pass.Add(Conv2dKernels.BackwardInput(
                pass.Tiles, Conv._geometry, pass.Batch, gradient, Conv._weight.In(pass.Parameters), inputGradient, through, $"{Conv.Name}.backward_input"));
            return inputGradient;
        }
    }
}
