namespace SweepDsl.Runtime.Kernels;

/// <summary>An activation function: a snippet <c>shaders/activations/NAME.glsl</c>. The built-in ones are members of <c>Activations</c>, which is generated.</summary>
/// <param name="Name">The word in the YAML and the file's name.</param>
/// <param name="BackwardFrom">What its derivative is computed from, and so what the forward pass must keep.</param>
public sealed record Activation(string Name, ActivationSource BackwardFrom)
{
    /// <summary>The slot that kernels include it by.</summary>
    public const string Slot = "activation";

    /// <summary>Whether it changes nothing, so that no derivative need be taken.</summary>
    public bool IsIdentity => Name == "identity";

    /// <summary>The snippet to compile into a kernel.</summary>
    public Snippet Snippet => new(Slot, $"activations/{Name}.glsl");
}

/// <summary>Which value an activation's derivative is computed from.</summary>
public enum ActivationSource
{
    /// <summary>From its output y, as for relu, tanh and sigmoid: the input need not be kept.</summary>
    Output,

    /// <summary>From its input x, as for gelu and silu.</summary>
    Input,
}
