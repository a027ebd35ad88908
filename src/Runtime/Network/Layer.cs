using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Network;

/// <summary>A layer with its shapes and its place in the network: adds its forward dispatches to a pass.</summary>
/// <param name="place">Where it stands in the network.</param>
/// <param name="kind">What the YAML calls it.</param>
/// <param name="input">Shape of one example before it.</param>
/// <param name="output">Shape of one example after it.</param>
public abstract class Layer(LayerPlace place, string kind, FeatureShape input, FeatureShape output)
{
    /// <summary>Where it stands in the network.</summary>
    public LayerPlace Place { get; } = place;

    /// <summary>What the YAML calls it.</summary>
    public string Kind { get; } = kind;

    /// <summary>Prefix of its tensors and labels, such as <c>layers.0</c>.</summary>
    public string Name => Place.Name;

    /// <summary>Shape of one example before it.</summary>
    public FeatureShape Input { get; } = input;

    /// <summary>Shape of one example after it.</summary>
    public FeatureShape Output { get; } = output;

    /// <summary>Its parameter tensors, in order; those of the layers within it too.</summary>
    public virtual ImmutableArray<ParameterTensor> Parameters => [];

    /// <summary>What it keeps from step to step beside its parameters, for evaluations; that of the layers within it too.</summary>
    public virtual ImmutableArray<ParameterTensor> RunningStatistics => [];

    /// <summary>Values of one example that it hands on, those of the layers within it too.</summary>
    public virtual double Features => Output.Elements;

    /// <summary>About what one example costs forward, in multiply-adds: the terms of all products, and one for each value handed on.</summary>
    public virtual double MultiplyAdds => Output.Elements * (1.0 + Parameters.Where(tensor => tensor.Role == ParameterRole.Weight).Sum(tensor => tensor.FanIn));

    /// <summary>Adds the forward dispatches.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">The features before the layer, [batch, height, width, channels].</param>
    /// <returns>The features after it and the way back; null when the features go through as they are.</returns>
    public abstract LayerPass? Forward(PassBuilder pass, BufferView input);

    /// <summary>Adds the forward dispatches of this layer and of the next one at once.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">The features before this layer.</param>
    /// <param name="next">The layer behind this one.</param>
    /// <returns>The features after both and the way back through both; null when no kernel makes the two together.</returns>
    public virtual LayerPass? ForwardWith(PassBuilder pass, BufferView input, Layer next) => null;
}
