using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>A grouped or depthwise convolution with its bias and activation.</summary>
internal sealed class GroupedConv2dLayer(
    LayerPlace place, string kind, FeatureShape input, FeatureShape output, GroupedConvolutionGeometry geometry, Activation activation, ParameterTensor weight, ParameterTensor? bias)
    : Layer(place, kind, input, output)
{
    private readonly GroupedConvolutionGeometry _geometry = geometry;
    private readonly ParameterTensor _weight = weight;
    private readonly ParameterTensor? _bias = bias;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        FusedActivation fused = FusedActivation.Create(pass, this, activation);
        pass.Add(GroupedConv2dKernels.Forward(
            _geometry, pass.Batch, input, _weight.In(pass.Weights), _bias?.In(pass.Parameters), fused.Output, fused.Preactivation, activation, $"{Name}.forward"));
        return new Pass(this, input, fused);
    }

    private sealed record Pass(GroupedConv2dLayer Conv, BufferView Input, FusedActivation Fused) : PlainPass(Conv, Fused.Output, Fused.Pending)
    {
        protected override void BackwardParameters(PassBuilder pass, BufferView gradient) => pass.Add(GroupedConv2dKernels.BackwardWeight(
            Conv._geometry,
            pass.Batch,
            Input,
            gradient,
            Conv._weight.In(pass.Gradients),
            Conv._bias?.In(pass.Gradients),
            PassBuilder.Scratch($"{Conv.Name}.partial_sums", GroupedConv2dKernels.BackwardWeightScratchBytes(Conv._geometry, pass.Batch)),
            $"{Conv.Name}.backward_weight"));

        protected override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through)
        {
            BufferView inputGradient = pass.Features($"{Conv.Name}.input_gradient", Conv.Input);
            pass.Add(GroupedConv2dKernels.BackwardInput(
                Conv._geometry, pass.Batch, gradient, Conv._weight.In(pass.Weights), inputGradient, through, $"{Conv.Name}.backward_input"));
            return inputGradient;
        }
    }
}
