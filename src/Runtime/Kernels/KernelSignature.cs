using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels;

/// <summary>What a compute shader declares: made by the generator from <c>shaders/NAME.comp</c>, one for each kernel.</summary>
/// <param name="Name">File name without extension, such as <c>conv2d_forward_register</c>.</param>
/// <param name="Buffers">Its buffers, in binding order from 0 without gaps.</param>
/// <param name="SpecializationConstants">Names of its specialization constants with their ids, in id order.</param>
/// <param name="PushConstantBytes">Size of its push-constant block; 0 when it has none.</param>
/// <param name="Slots">The snippet slots it includes with angle brackets: <c>activation</c>, <c>optimizer</c>, <c>product</c>, <c>storage</c>.</param>
public sealed record KernelSignature(
    string Name,
    ImmutableArray<KernelBuffer> Buffers,
    ImmutableArray<KernelConstant> SpecializationConstants,
    int PushConstantBytes,
    ImmutableArray<string> Slots);

/// <summary>One buffer of a kernel.</summary>
/// <param name="Name">In GLSL the name of the block, or of the <c>samplerBuffer</c>.</param>
/// <param name="Access">Its use, from the GLSL qualifiers; texels are only read.</param>
/// <param name="IsTexels">Whether it is a <c>samplerBuffer</c>, which wants a view with a texel format, and not a storage buffer, which wants one without.</param>
public readonly record struct KernelBuffer(string Name, BufferAccess Access, bool IsTexels = false);

/// <summary>One specialization constant of a kernel.</summary>
/// <param name="Name">Its name in GLSL.</param>
/// <param name="Id">Its <c>constant_id</c>.</param>
public readonly record struct KernelConstant(string Name, uint Id);
