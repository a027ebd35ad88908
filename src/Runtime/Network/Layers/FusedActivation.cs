using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>What a product's kernel stores when an activation is fused into it.</summary>
/// <param name="Output">The activation's value.</param>
/// <param name="Preactivation">The sum before it, where its derivative needs that and a backward pass follows; else null.</param>
/// <param name="Pending">What the gradient must be taken through; null for the identity.</param>
internal readonly record struct FusedActivation(BufferView Output, BufferView? Preactivation, ActivationGradient? Pending)
{
    /// <summary>Finds memory for a layer's output and what its activation must keep.</summary>
    public static FusedActivation Create(PassBuilder pass, Layer layer, Activation activation)
    {
        BufferView output = pass.Features($"{layer.Name}.output", layer.Output);
        if (activation.IsIdentity || pass.Mode == PassMode.Evaluation)
        {
            return new FusedActivation(output, null, null);
        }

        if (activation.BackwardFrom == ActivationSource.Output)
        {
            return new FusedActivation(output, null, new ActivationGradient(activation, output));
        }

        BufferView preactivation = pass.Features($"{layer.Name}.preactivation", layer.Output);
        return new FusedActivation(output, preactivation, new ActivationGradient(activation, preactivation));
    }
}
