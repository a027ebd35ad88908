using System.Numerics;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Says what a kernel wants of subgroups that a device has not: drivers are free to compile such a kernel all the same, into wrong results.</summary>
internal static class SubgroupCheck
{
    // SPIR-V: the header's words, and the capabilities GroupNonUniform to GroupNonUniformQuad, which follow one another as Vulkan's flags do.
    private const int HeaderWords = 5;
    private const uint OpCapability = 17;
    private const uint FirstCapability = 61;
    private const uint LastCapability = 68;

    /// <summary>The first thing wrong, as a sentence; null when the device can run the kernel.</summary>
    public static string? Problem(GpuDeviceInfo device, ComputePipelineDescription description)
    {
        SubgroupOperations missing = Used(description.Spirv.Span) & ~device.SubgroupOperations;
        return missing != SubgroupOperations.None
            ? $"It uses the subgroup operations {missing}, which {device.Name} does not offer in compute shaders; take another kernel there."
            : description.Subgroups is { } demand ? Problem(device, demand) : null;
    }

    private static string? Problem(GpuDeviceInfo device, SubgroupDemand demand)
    {
        bool canChoose = device.Features.HasFlag(GpuFeatures.SubgroupSizeControl);
        return demand switch
        {
            _ when !canChoose && demand.Size != device.SubgroupSize =>
                $"It demands subgroups of {demand.Size}; those of {device.Name} have {device.SubgroupSize}, and the size cannot be chosen there.",
            _ when canChoose && (demand.Size < device.MinSubgroupSize || demand.Size > device.MaxSubgroupSize || !BitOperations.IsPow2(demand.Size)) =>
                $"It demands subgroups of {demand.Size}; {device.Name} offers powers of two from {device.MinSubgroupSize} to {device.MaxSubgroupSize}.",
            _ when demand.WorkgroupWidth == 0 || demand.WorkgroupWidth % demand.Size != 0 =>
                $"Its workgroups of {demand.WorkgroupWidth} are no whole number of subgroups of {demand.Size}; make their width a multiple.",
            _ when canChoose && demand.WorkgroupWidth / demand.Size > device.Limits.MaxWorkgroupSubgroups =>
                $"Its workgroups have {demand.WorkgroupWidth / demand.Size} subgroups of {demand.Size}; {device.Name} allows {device.Limits.MaxWorkgroupSubgroups}.",
            _ => null,
        };
    }

    // Capabilities are a module's first instructions.
    private static SubgroupOperations Used(ReadOnlySpan<uint> spirv)
    {
        SubgroupOperations used = SubgroupOperations.None;
        for (int i = HeaderWords; i + 1 < spirv.Length && (spirv[i] & 0xFFFF) == OpCapability; i += 2)
        {
            used |= spirv[i + 1] is >= FirstCapability and <= LastCapability ? (SubgroupOperations)(1 << (int)(spirv[i + 1] - FirstCapability)) : 0;
        }

        return used;
    }
}
