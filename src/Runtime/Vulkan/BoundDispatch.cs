using System.Collections.Immutable;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>A launch with its kernel, buffers and constants fixed, ready to be recorded any number of times; made by <see cref="DispatchBindings"/>, which it must not outlive.</summary>
public sealed class BoundDispatch
{
    internal BoundDispatch(ComputePipeline pipeline, DescriptorSet set, ImmutableArray<byte> pushConstants, (uint X, uint Y, uint Z) groups, string label) =>
        (Pipeline, Set, PushConstants, Groups, Label) = (pipeline, set, pushConstants, groups, label);

    /// <summary>Name for captures and errors.</summary>
    public string Label { get; }

    internal ComputePipeline Pipeline { get; }

    internal DescriptorSet Set { get; }

    internal ImmutableArray<byte> PushConstants { get; }

    internal (uint X, uint Y, uint Z) Groups { get; }
}
