using System.Collections.Immutable;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>What a compute pipeline is made of.</summary>
public sealed record ComputePipelineDescription
{
    /// <summary>Name for captures and errors.</summary>
    public required string Label { get; init; }

    /// <summary>The shader; its entry point is <c>main</c>.</summary>
    public required ReadOnlyMemory<uint> Spirv { get; init; }

    /// <summary>Values of its specialization constants; those not named keep the shader's defaults.</summary>
    public ImmutableArray<SpecializationConstant> Specialization { get; init; } = [];

    /// <summary>What it binds: set 0, bindings from 0 without gaps.</summary>
    public required ImmutableArray<BindingKind> Bindings { get; init; }

    /// <summary>What it demands of subgroups; null when any will do.</summary>
    public SubgroupDemand? Subgroups { get; init; }

    /// <summary>Size of its push-constant block: a multiple of 4.</summary>
    public int PushConstantBytes { get; init; }
}
