namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// Takes the gradient that a backward kernel writes through the activation that made the kernel's input: <c>dx = f'(saved) * dx</c>, fused into the store, so that no
/// pass over the gradient is needed for it.
/// </summary>
/// <param name="Activation">The activation that made the input.</param>
/// <param name="Saved">What its derivative is computed from (<see cref="Activation.BackwardFrom"/>): as large as the gradient.</param>
public readonly record struct ActivationGradient(Activation Activation, BufferView Saved);
