using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>A fully connected layer with its bias and activation.</summary>
internal sealed class DenseLayer(LayerPlace place, FeatureShape input, FeatureShape output, Activation activation, ParameterTensor weight, ParameterTensor? bias)
    : Layer(place, "dense", input, output)
{
    private readonly ParameterTensor _weight = weight;
    private readonly ParameterTensor? _bias = bias;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        FusedActivation fused = FusedActivation.Create(pass, this, activation);
        pass.Add(DenseKernels.Forward(
            pass.Tiles,
            Input.Elements,
            Output.Elements,
            pass.Batch,
            input,
            _weight.In(pass.Weights),
            _bias?.In(pass.Parameters),
            fused.Output,
            fused.Preactivation,
            activation,
            $"{Name}.forward"));
        return new Pass(this, input, fused);
    }

    private sealed record Pass(DenseLayer Dense, BufferView Input, FusedActivation Fused) : PlainPass(Dense, Fused.Output, Fused.Pending)
    {
        private int Inputs => Dense.Input.Elements;

        private int Outputs => Dense.Output.Elements;

        protected override void BackwardParameters(PassBuilder pass, BufferView gradient) => pass.Add(DenseKernels.BackwardWeight(
            pass.Tiles,
            Inputs,
            Outputs,
            pass.Batch,
            Input,
            gradient,
            Dense._weight.In(pass.Gradients),
            Dense._bias?.In(pass.Gradients),
            PassBuilder.Scratch($"{Dense.Name}.partial_sums", DenseKernels.BackwardWeightScratchBytes(Inputs, Outputs, pass.Batch)),
            $"{Dense.Name}.backward_weight"));

        protected override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through)
        {
            BufferView inputGradient = pass.Features($"{Dense.Name}.input_gradient", Dense.Input);
            pass.Add(DenseKernels.BackwardInput(
                pass.Tiles, Inputs, Outputs, pass.Batch, gradient, Dense._weight.In(pass.Weights), inputGradient, through, $"{Dense.Name}.backward_input"));
            return inputGradient;
        }
    }
}
