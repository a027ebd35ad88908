using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>An activation function by itself.</summary>
internal sealed class ActivationLayer(LayerPlace place, FeatureShape input, Activation activation) : Layer(place, "activation", input, input)
{
    /// <inheritdoc/>
    public override LayerPass? Forward(PassBuilder pass, BufferView input)
    {
        if (activation.IsIdentity)
        {
            return null;
        }

        BufferView output = pass.Features($"{Name}.output", Output);
        pass.Add(ActivationKernels.Forward(activation, pass.Elements(Output), input, output, $"{Name}.forward"));
        BufferView saved = activation.BackwardFrom == ActivationSource.Output ? output : input;
        return new Pass(this, output, new ActivationGradient(activation, saved));
    }

    // The layer's own derivative is pending and has been taken by whoever computed the gradient; only another layer's may be left.
    private sealed record Pass(Layer Layer, BufferView Output, ActivationGradient? Pending) : PlainPass(Layer, Output, Pending)
    {
        protected override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through) =>
            through is { } activation ? pass.Through(activation, gradient, Layer.Input, $"{Layer.Name}.backward") : gradient;
    }
}
