using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>A convolution with its bias and activation.</summary>
internal sealed class Conv2dLayer(
    LayerPlace place, FeatureShape input, FeatureShape output, ConvolutionGeometry geometry, Activation activation, ParameterTensor weight, ParameterTensor? bias)
    : Layer(place, "conv2d", input, output)
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
            pass.Tiles, _geometry, pass.Batch, input, _weight.In(pass.Weights), _bias?.In(pass.Parameters), fused.Output, fused.Preactivation, activation, $"{Name}.forward"));
        return new Pass(this, input, fused);
    }

    /// <inheritdoc/>
    public override LayerPass? ForwardWith(PassBuilder pass, BufferView input, Layer next)
    {
        // The largest of the activation's values is the activation's value at the largest, so its derivative can be taken behind the pool; one taken from the sums cannot.
        bool isTraining = pass.Mode == PassMode.Training;
        if (next is not MaxPool2dLayer { Fused: { } pool }
            || (isTraining && !activation.IsIdentity && activation.BackwardFrom != ActivationSource.Output)
            || !Conv2dKernels.CanPool(pass.Tiles, _geometry, pool, pass.Batch, input.Elements))
        {
            return null;
        }

        FusedActivation fused = FusedActivation.Create(pass, next, activation);
        BufferView? winners = isTraining ? pass.Integers($"{next.Name}.winners", next.Output with { Channels = (next.Output.Channels + 3) / 4 }) : null;
        pass.Add(Conv2dKernels.ForwardPooled(
            pass.Tiles, _geometry, pool, pass.Batch, input, _weight.In(pass.Weights), _bias?.In(pass.Parameters), fused.Output, winners, activation, $"{Name}.forward_pooled"));
        return new PooledPass(this, input, fused, pool, winners);
    }

    private record Pass(Conv2dLayer Conv, BufferView Input, FusedActivation Fused) : PlainPass(Conv, Fused.Output, Fused.Pending)
    {
        protected override void BackwardParameters(PassBuilder pass, BufferView gradient) => pass.Add(Conv2dKernels.BackwardWeight(
            pass.Tiles,
            Conv._geometry,
            pass.Batch,
            Input,
            gradient,
            Conv._weight.In(pass.Gradients),
            Conv._bias?.In(pass.Gradients),
            PassBuilder.Scratch($"{Conv.Name}.partial_sums", Conv2dKernels.BackwardWeightScratchBytes(Conv._geometry, pass.Batch)),
            $"{Conv.Name}.backward_weight"));

        protected override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through)
        {
            BufferView inputGradient = pass.Features($"{Conv.Name}.input_gradient", Conv.Input);
            pass.Add(Conv2dKernels.BackwardInput(
                pass.Tiles, Conv._geometry, pass.Batch, gradient, Conv._weight.In(pass.Weights), inputGradient, through, $"{Conv.Name}.backward_input"));
            return inputGradient;
        }
    }

    /// <summary>The pass of the convolution and of the max pool behind it.</summary>
    private sealed record PooledPass(Conv2dLayer Conv, BufferView Input, FusedActivation Fused, FusedPool Pool, BufferView? Winners) : Pass(Conv, Input, Fused)
    {
        protected override BufferView BackwardFused(PassBuilder pass, BufferView gradient)
        {
            BufferView winners = Winners ?? throw new InvalidOperationException("A pass of evaluation has no way back.");
            BufferView outputGradient = pass.Features($"{Conv.Name}.output_gradient", Conv.Output);
            pass.Add(PoolKernels.MaxUnpool(
                Pool, Conv._geometry.Window, Conv.Output.Channels, pass.Batch, winners, gradient, outputGradient, $"{Conv.Name}.backward_pool"));
            return outputGradient;
        }
    }
}
