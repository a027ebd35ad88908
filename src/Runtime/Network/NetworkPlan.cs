using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Network;

/// <summary>A network with all shapes known and all parameters placed: what a trial trains.</summary>
public sealed class NetworkPlan
{
    private NetworkPlan(NetworkDefinition definition, LayerSequence sequence)
    {
        Definition = definition;
        Sequence = sequence;
        Parameters = [.. sequence.Parameters];
        RunningStatistics = [.. sequence.RunningStatistics];
        MultiplyAdds = definition.Input.Elements + sequence.MultiplyAdds;
    }

    /// <summary>The network as the experiment describes it.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>The layers of the experiment's own list.</summary>
    public LayerSequence Sequence { get; }

    /// <summary>The layers of the experiment's own list, in order.</summary>
    public ImmutableArray<Layer> Layers => Sequence.Layers;

    /// <summary>All parameter tensors, in the order of the layers.</summary>
    public ImmutableArray<ParameterTensor> Parameters { get; }

    /// <summary>What layers keep for evaluations beside their parameters, in the order of the layers; mostly empty.</summary>
    public ImmutableArray<ParameterTensor> RunningStatistics { get; }

    /// <summary>All tensors that make the network what it is: parameters, then running statistics.</summary>
    public IEnumerable<ParameterTensor> Tensors => Parameters.Concat(RunningStatistics);

    /// <summary>Number of trained values.</summary>
    public int ParameterCount => Parameters.Sum(tensor => tensor.Layout.Elements);

    /// <summary>Length of the flat parameter buffer in floats, gaps included.</summary>
    public int FlatLength => Parameters.IsEmpty ? 0 : Parameters[^1].FloatEnd;

    /// <summary>Length of the flat buffer of running statistics in floats, gaps included.</summary>
    public int RunningLength => RunningStatistics.IsEmpty ? 0 : RunningStatistics[^1].FloatEnd;

    /// <summary>Shape of one example's logits.</summary>
    public FeatureShape Output => Sequence.Output;

    /// <summary>About what one example costs forward, in multiply-adds: the terms of all products, and one for each value handed on.</summary>
    public double MultiplyAdds { get; }

    /// <summary>Infers the shapes and places the parameters.</summary>
    /// <exception cref="ArgumentException">A layer does not fit what comes before it; the message names the layer and both shapes.</exception>
    public static NetworkPlan Create(NetworkDefinition definition) => new(definition, new LayerFactory().Create(definition.Layers, definition.Input));

    /// <summary>Adds the forward dispatches of all layers.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">The batch's inputs, [batch, height, width, channels].</param>
    public SequencePass Forward(PassBuilder pass, BufferView input) => Sequence.Forward(pass, input);

    /// <summary>Adds the backward dispatches of all layers down to the first that has parameters.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="forward">What <see cref="Forward"/> returned.</param>
    /// <param name="logitsGradient">Gradient of the loss with respect to the logits.</param>
    public void Backward(PassBuilder pass, SequencePass forward, BufferView logitsGradient)
    {
        if (!forward.HasParameters)
        {
            return;
        }

        BufferView gradient = forward.Pending is { } activation
            ? pass.Through(activation, logitsGradient, Output, $"{forward.Passes[^1].Layer.Name}.activation_backward")
            : logitsGradient;
        forward.Backward(pass, gradient, wanted: null);
    }
}
