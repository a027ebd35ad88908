using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network;

/// <summary>Layers one after another: a network's own, or those of one way through a block.</summary>
/// <param name="Input">Shape of one example before them.</param>
/// <param name="Layers">The layers, in order; none hand the features on as they are.</param>
public sealed record LayerSequence(FeatureShape Input, ImmutableArray<Layer> Layers)
{
    /// <summary>Shape of one example after them.</summary>
    public FeatureShape Output => Layers.IsEmpty ? Input : Layers[^1].Output;

    /// <summary>All parameter tensors, in the order of the layers.</summary>
    public IEnumerable<ParameterTensor> Parameters => Layers.SelectMany(layer => layer.Parameters);

    /// <summary>All running statistics, in the order of the layers.</summary>
    public IEnumerable<ParameterTensor> RunningStatistics => Layers.SelectMany(layer => layer.RunningStatistics);

    /// <summary>Values of one example that the layers hand on, those within blocks too.</summary>
    public double Features => Layers.Sum(layer => layer.Features);

    /// <summary>About what one example costs forward, in multiply-adds.</summary>
    public double MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Adds the forward dispatches of all layers.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">The features before them, [batch, height, width, channels].</param>
    public SequencePass Forward(PassBuilder pass, BufferView input)
    {
        ImmutableArray<LayerPass>.Builder passes = ImmutableArray.CreateBuilder<LayerPass>();
        for (int i = 0; i < Layers.Length; i++)
        {
            BufferView features = passes.Count == 0 ? input : passes[^1].Output;
            if (i + 1 < Layers.Length && Layers[i].ForwardWith(pass, features, Layers[i + 1]) is { } both)
            {
                passes.Add(both);
                i++;
            }
            else if (Layers[i].Forward(pass, features) is { } one)
            {
                passes.Add(one);
            }
        }

        return new SequencePass(this, passes.ToImmutable(), input);
    }
}

/// <summary>The part of a sequence in one pass.</summary>
/// <param name="Sequence">The layers.</param>
/// <param name="Passes">The part of each layer that does something in this pass, in order.</param>
/// <param name="Input">The features before the first.</param>
public sealed record SequencePass(LayerSequence Sequence, ImmutableArray<LayerPass> Passes, BufferView Input)
{
    /// <summary>The features after the last.</summary>
    public BufferView Output => Passes.IsEmpty ? Input : Passes[^1].Output;

    /// <summary>The activation that made <see cref="Output"/> within the sequence; null for none.</summary>
    public ActivationGradient? Pending => Passes.IsEmpty ? null : Passes[^1].Pending;

    /// <summary>Whether a gradient has anything to do here when that of the input is not wanted.</summary>
    public bool HasParameters => Passes.Any(HasParametersOf);

    /// <summary>Adds the backward dispatches; where the input's gradient is not wanted, down to the first layer that has parameters.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">Gradient with respect to <see cref="Output"/>, already through <see cref="Pending"/>.</param>
    /// <param name="wanted">What the gradient with respect to the input goes through; null when nobody wants that gradient.</param>
    /// <returns>Gradient with respect to the input; null when it is not wanted.</returns>
    public BufferView? Backward(PassBuilder pass, BufferView gradient, WantedGradient? wanted)
    {
        if (Passes.IsEmpty)
        {
            return wanted is not { } handedOn ? null
                : handedOn.Through is { } through ? pass.Through(through, gradient, Sequence.Input, $"{through.Saved.Buffer.Name}.backward")
                : gradient;
        }

        int first = wanted is null ? Passes.TakeWhile(layer => !HasParametersOf(layer)).Count() : 0;
        for (int i = Passes.Length - 1; i >= first; i--)
        {
            WantedGradient? before = i > first ? new WantedGradient(Passes[i - 1].Pending) : wanted;
            if (Passes[i].Backward(pass, gradient, before) is not { } next)
            {
                return null;
            }

            gradient = next;
        }

        return wanted is null ? null : gradient;
    }

    private static bool HasParametersOf(LayerPass pass) => !pass.Layer.Parameters.IsEmpty;
}
