using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>Layers whose output is added to their input, or to what other layers make of it (He et al. 2016).</summary>
internal sealed class ResidualLayer(LayerPlace place, LayerSequence layers, LayerSequence shortcut, Activation activation) : Layer(place, "residual", layers.Input, layers.Output)
{
    private readonly LayerSequence _layers = layers;
    private readonly LayerSequence _shortcut = shortcut;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> Parameters { get; } = [.. layers.Parameters, .. shortcut.Parameters];

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> RunningStatistics { get; } = [.. layers.RunningStatistics, .. shortcut.RunningStatistics];

    /// <inheritdoc/>
    public override double Features => _layers.Features + _shortcut.Features + Output.Elements;

    /// <inheritdoc/>
    public override double MultiplyAdds => _layers.MultiplyAdds + _shortcut.MultiplyAdds + Output.Elements;

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        SequencePass layers = _layers.Forward(pass, input);
        SequencePass shortcut = _shortcut.Forward(pass, input);
        FusedActivation fused = FusedActivation.Create(pass, this, activation);
        pass.Add(SumKernels.Forward(activation, pass.Elements(Output), layers.Output, shortcut.Output, fused.Output, fused.Preactivation, $"{Name}.forward"));
        return new Pass(this, layers, shortcut, fused);
    }

    private sealed record Pass(ResidualLayer Residual, SequencePass Layers, SequencePass Shortcut, FusedActivation Fused) : LayerPass(Residual, Fused.Output, Fused.Pending)
    {
        public override BufferView? Backward(PassBuilder pass, BufferView gradient, WantedGradient? wanted)
        {
            // What came before goes two ways, so its activation is left to the sum of both gradients.
            WantedGradient? each = wanted is null ? null : new WantedGradient(null);
            BufferView? left = Backward(pass, Layers, gradient, each, "layers");
            BufferView? right = Backward(pass, Shortcut, gradient, each, "shortcut");
            if (wanted is not { } input || left is not { } one || right is not { } other)
            {
                return null;
            }

            BufferView inputGradient = pass.Features($"{Residual.Name}.input_gradient", Residual.Input);
            pass.Add(SumKernels.Backward(input.Through, pass.Elements(Residual.Input), one, other, inputGradient, $"{Residual.Name}.backward"));
            return inputGradient;
        }

        // The sum hands the same gradient to both ways; each may end in an activation of its own.
        private BufferView? Backward(PassBuilder pass, SequencePass way, BufferView gradient, WantedGradient? wanted, string name)
        {
            if (wanted is null && !way.HasParameters)
            {
                return null;
            }

            BufferView before = way.Pending is { } activation ? pass.Through(activation, gradient, way.Sequence.Output, $"{Residual.Name}.{name}.activation_backward") : gradient;
            return way.Backward(pass, before, wanted);
        }
    }
}
