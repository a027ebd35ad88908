using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>Zeroes values at random in training; the identity in evaluation.</summary>
internal sealed class DropoutLayer(LayerPlace place, FeatureShape input, double rate) : Layer(place, "dropout", input, input)
{
    /// <inheritdoc/>
    public override LayerPass? Forward(PassBuilder pass, BufferView input)
    {
        if (pass.Step is not { } step || rate == 0)
        {
            return null;
        }

        DropoutMask mask = new(rate, unchecked((uint)step.Seed), Place.Stream);
        BufferView output = pass.Features($"{Name}.output", Output);
        pass.Add(DropoutKernels.Forward(mask, Input.Elements, pass.Batch, step.Examples, step.Control, input, output, $"{Name}.forward"));
        return new Pass(this, output, mask, step);
    }

    private sealed record Pass(DropoutLayer Dropout, BufferView Output, DropoutMask Mask, StepViews Step) : PlainPass(Dropout, Output, Pending: null)
    {
        protected override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through)
        {
            BufferView inputGradient = pass.Features($"{Dropout.Name}.input_gradient", Dropout.Input);
            pass.Add(DropoutKernels.Backward(
                Mask, Dropout.Input.Elements, pass.Batch, Step.Examples, Step.Control, gradient, inputGradient, through, $"{Dropout.Name}.backward"));
            return inputGradient;
        }
    }
}
