using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>The mean of each window; a global pool has one window, the image, and makes a vector.</summary>
internal sealed class AvgPool2dLayer(LayerPlace place, string kind, FeatureShape input, WindowGeometry window, bool isGlobal)
    : Layer(place, kind, input, new FeatureShape(input.Channels, window.OutputHeight, window.OutputWidth, isGlobal))
{
    private readonly WindowGeometry _window = window;

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        BufferView output = pass.Features($"{Name}.output", Output);
        pass.Add(PoolKernels.AverageForward(_window, Input.Channels, pass.Batch, input, output, $"{Name}.forward"));
        return new Pass(this, output);
    }

    private sealed record Pass(AvgPool2dLayer Pool, BufferView Output) : PlainPass(Pool, Output, Pending: null)
    {
        protected override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through)
        {
            BufferView inputGradient = pass.Features($"{Pool.Name}.input_gradient", Pool.Input);
            pass.Add(PoolKernels.AverageBackward(Pool._window, Pool.Input.Channels, pass.Batch, gradient, inputGradient, through, $"{Pool.Name}.backward"));
            return inputGradient;
        }
    }
}
