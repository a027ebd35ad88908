using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>The largest value of each window.</summary>
internal sealed class MaxPool2dLayer(LayerPlace place, FeatureShape input, WindowGeometry window)
    : Layer(place, "max_pool2d", input, new FeatureShape(input.Channels, window.OutputHeight, window.OutputWidth))
{
    private readonly WindowGeometry _window = window;

    /// <summary>The pool as one that a convolution before it makes itself; null when it cannot.</summary>
    public FusedPool? Fused { get; } = FusedPool.TryCreate(window);

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        BufferView output = pass.Features($"{Name}.output", Output);
        BufferView? winners = pass.Mode == PassMode.Training ? pass.Integers($"{Name}.winners", Output) : null;
        pass.Add(PoolKernels.MaxForward(_window, Input.Channels, pass.Batch, input, output, winners, $"{Name}.forward"));
        return new Pass(this, output, winners);
    }

    private sealed record Pass(MaxPool2dLayer Pool, BufferView Output, BufferView? Winners) : PlainPass(Pool, Output, Pending: null)
    {
        protected override BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through)
        {
            BufferView winners = Winners ?? throw new InvalidOperationException("A pass of evaluation has no way back.");
            BufferView inputGradient = pass.Features($"{Pool.Name}.input_gradient", Pool.Input);
            pass.Add(PoolKernels.MaxBackward(Pool._window, Pool.Input.Channels, pass.Batch, winners, gradient, inputGradient, through, $"{Pool.Name}.backward"));
            return inputGradient;
        }
    }
}
