using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network;

/// <summary>A layer's part of one pass: its output, and how gradients go back through it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Output">The features after it.</param>
/// <param name="Pending">
/// The activation that made <paramref name="Output"/>, null for none. Whoever computes the gradient with respect to the output takes it through this activation too,
/// so that it costs no pass over memory of its own.
/// </param>
public abstract record LayerPass(Layer Layer, BufferView Output, ActivationGradient? Pending)
{
    /// <summary>Adds the backward dispatches.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">Gradient with respect to the output, already through <see cref="Pending"/>.</param>
    /// <param name="wanted">What the gradient with respect to the input goes through; null when nobody wants that gradient.</param>
    /// <returns>Gradient with respect to the input; null when it is not wanted.</returns>
    public abstract BufferView? Backward(PassBuilder pass, BufferView gradient, WantedGradient? wanted);
}

/// <summary>The gradient with respect to a layer's input is wanted.</summary>
/// <param name="Through">The pending activation of what comes before, which the gradient goes through too; null for none.</param>
public readonly record struct WantedGradient(ActivationGradient? Through);

/// <summary>The part of a layer that holds no others.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Output">The features after it.</param>
/// <param name="Pending">The activation that made them, null for none.</param>
public abstract record PlainPass(Layer Layer, BufferView Output, ActivationGradient? Pending) : LayerPass(Layer, Output, Pending)
{
    /// <inheritdoc/>
    public sealed override BufferView? Backward(PassBuilder pass, BufferView gradient, WantedGradient? wanted)
    {
        BufferView before = BackwardFused(pass, gradient);
        BackwardParameters(pass, before);
        return wanted is { } input ? BackwardInput(pass, before, input.Through) : null;
    }

    /// <summary>Adds what comes before all other backward dispatches: the way back through what was fused behind the layer.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">Gradient with respect to the output, already through <see cref="LayerPass.Pending"/>.</param>
    /// <returns>The gradient that <see cref="BackwardParameters"/> and <see cref="BackwardInput"/> take.</returns>
    protected virtual BufferView BackwardFused(PassBuilder pass, BufferView gradient) => gradient;

    /// <summary>Adds the backward dispatches for the layer's own parameters, if it has any.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">What <see cref="BackwardFused"/> returned.</param>
    protected virtual void BackwardParameters(PassBuilder pass, BufferView gradient)
    {
    }

    /// <summary>Adds the backward dispatches for the layer's input.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">What <see cref="BackwardFused"/> returned.</param>
    /// <param name="through">The pending activation of the layer before.</param>
    /// <returns>Gradient with respect to the input, through <paramref name="through"/>.</returns>
    protected abstract BufferView BackwardInput(PassBuilder pass, BufferView gradient, ActivationGradient? through);
}
