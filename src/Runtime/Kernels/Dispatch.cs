using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// One kernel launch as plain data: what runs, on which buffer ranges, with which constants. Made by the typed kernel wrappers; nothing here touches a device.
/// </summary>
public sealed record Dispatch
{
    /// <summary>The kernel's declarations.</summary>
    public required KernelSignature Kernel { get; init; }

    /// <summary>What fills each of the kernel's slots, in the order of <see cref="KernelSignature.Slots"/>.</summary>
    public ImmutableArray<Snippet> Snippets { get; init; } = [];

    /// <summary>Bits of the specialization constants, in the order of <see cref="KernelSignature.SpecializationConstants"/>.</summary>
    public ImmutableArray<uint> Specialization { get; init; } = [];

    /// <summary>What the kernel demands of subgroups: its constant <c>subgroup_size</c> and the width of its workgroups; null when it has no such constant.</summary>
    public SubgroupDemand? Subgroups { get; init; }

    /// <summary>The bound ranges, in the order of <see cref="KernelSignature.Buffers"/>.</summary>
    public required ImmutableArray<BufferView> Buffers { get; init; }

    /// <summary>The push-constant block, laid out as in GLSL.</summary>
    public ImmutableArray<byte> PushConstants { get; init; } = [];

    /// <summary>Workgroups on each axis.</summary>
    public required GroupCount Groups { get; init; }

    /// <summary>Name for captures, profiles and errors, such as <c>layers.0.forward</c>.</summary>
    public required string Label { get; init; }
}
