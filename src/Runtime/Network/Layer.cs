using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network;

/// <summary>A layer with its shapes and its place in the network: adds its forward dispatches to a pass.</summary>
/// <param name="index">Its number in the experiment.</param>
/// <param name="kind">What the YAML calls it.</param>
/// <param name="input">Shape of one example before it.</param>
/// <param name="output">Shape of one example after it.</param>
public abstract class Layer(int index, string kind, FeatureShape input, FeatureShape output)
{
    /// <summary>Its number in the experiment.</summary>
    public int Index { get; } = index;

    /// <summary>What the YAML calls it.</summary>
    public string Kind { get; } = kind;

    /// <summary>Prefix of its tensors and labels, such as <c>layers.0</c>.</summary>
    public string Name { get; } = $"layers.{index}";

    /// <summary>Shape of one example before it.</summary>
    public FeatureShape Input { get; } = input;

    /// <summary>Shape of one example after it.</summary>
    public FeatureShape Output { get; } = output;

    /// <summary>Its parameter tensors, in order.</summary>
    public virtual ImmutableArray<ParameterTensor> Parameters => [];

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

/// <summary>A layer's part of one pass: its output, and how gradients go back through it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Output">The features after it.</param>
/// <param name="Pending">
/// The activation that made <paramref name="Output"/>, null for none. Whoever computes the gradient with respect to the output takes it through this activation too,
/// so that it costs no pass over memory of its own.
/// </param>
public abstract record LayerPass(Layer Layer, BufferView Output, ActivationGradient? Pending)
{
    /// <summary>Adds what comes before all other backward dispatches: the way back through what was fused behind the layer.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">Gradient with respect to the output, already through <see cref="Pending"/>.</param>
    /// <returns>The gradient that <see cref="BackwardParameters"/> and <see cref="BackwardInput"/> take.</returns>
    public virtual BufferView BackwardFused(PassBuilder pass, BufferView gradient) => gradient;

    /// <summary>Adds the backward dispatches for the layer's own parameters, if it has any.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">What <see cref="BackwardFused"/> returned.</param>
    public virtual void BackwardParameters(PassBuilder pass, BufferView gradient)
    {
    }

    /// <summary>Adds the backward dispatches for the layer's input.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">What <see cref="BackwardFused"/> returned.</param>
    /// <param name="through">The pending activation of the layer before.</param>
    /// <returns>Gradient with respect to the input, through <paramref name="through"/>.</returns>
    public abstract BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through);
}
