using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// An optimizer with its hyper-parameters: a snippet <c>shaders/optimizers/NAME.glsl</c>. One derived record for each snippet is generated, such as <c>AdamOptimizer</c>.
/// </summary>
public abstract record OptimizerDefinition
{
    /// <summary>The slot that kernels include it by.</summary>
    public const string Slot = "optimizer";

    /// <summary>The word in the YAML and the file's name.</summary>
    public abstract string Name { get; }

    /// <summary>Names of the values kept for each parameter, in the order of GLSL's <c>struct State</c>.</summary>
    public abstract ImmutableArray<string> StateNames { get; }

    /// <summary>Names of the hyper-parameters, in the order of GLSL's <c>struct Hyper</c>.</summary>
    public abstract ImmutableArray<string> HyperNames { get; }

    /// <summary>The hyper-parameters' bits, in the order of <see cref="HyperNames"/>: float members as float bits, integer and bool members as integers.</summary>
    public abstract ImmutableArray<uint> HyperBits { get; }

    /// <summary>Whether the learning rate of each tensor is multiplied by a ratio of norms that the snippet computes.</summary>
    public virtual bool IsLayerwise => false;

    /// <summary>The snippet to compile into a kernel.</summary>
    public Snippet Snippet => new(Slot, $"optimizers/{Name}.glsl");
}
