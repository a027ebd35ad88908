namespace SweepDsl.Runtime.Vulkan;

/// <summary>What a kernel that exchanges values within subgroups must be able to rely on: subgroups of one size, all of them full.</summary>
/// <param name="Size">Invocations of a subgroup: a power of two.</param>
/// <param name="WorkgroupWidth">Invocations of a workgroup, all along x: a multiple of <paramref name="Size"/>.</param>
public readonly record struct SubgroupDemand(uint Size, uint WorkgroupWidth);
