using System.Collections.Immutable;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>What a device says of itself.</summary>
public sealed record GpuDeviceInfo
{
    /// <summary>Its number for <c>--device</c>, counted from 0 in the driver's order.</summary>
    public required int Index { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required GpuDeviceType Type { get; init; }

    /// <summary>The Vulkan version it offers.</summary>
    public required Version ApiVersion { get; init; }

    /// <summary>Why it cannot be used, as a sentence; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>PCI vendor.</summary>
    public required uint VendorId { get; init; }

    /// <summary>PCI device.</summary>
    public required uint DeviceId { get; init; }

    /// <summary>The driver's version in its own packing.</summary>
    public required uint DriverVersion { get; init; }

    /// <summary>The driver's name, such as <c>llvmpipe</c>.</summary>
    public string DriverName { get; init; } = "";

    /// <summary>The driver's version as its makers write it.</summary>
    public string DriverInfo { get; init; } = "";

    /// <summary>Where it is on the PCI bus, as domain:bus:device.function in hexadecimal digits, such as <c>0000:01:00.0</c>; null where it is on none, or the driver does not tell.</summary>
    public string? PciAddress { get; init; }

    /// <summary>32 hexadecimal digits that name the device.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>32 hexadecimal digits that name the driver's build.</summary>
    public string DriverUuid { get; init; } = "";

    /// <summary>32 hexadecimal digits that change whenever compiled pipelines become unusable.</summary>
    public string PipelineCacheUuid { get; init; } = "";

    /// <summary>Number of invocations that run together by default: a power of two.</summary>
    public int SubgroupSize { get; init; }

    /// <summary>The smallest subgroup size that a kernel can demand; <see cref="SubgroupSize"/> where it cannot choose.</summary>
    public int MinSubgroupSize { get; init; }

    /// <summary>The largest subgroup size that a kernel can demand; <see cref="SubgroupSize"/> where it cannot choose.</summary>
    public int MaxSubgroupSize { get; init; }

    /// <summary>What subgroups can do in compute shaders.</summary>
    public SubgroupOperations SubgroupOperations { get; init; }

    /// <summary>Whether invocations of a subgroup can read one another's values by any index (<c>GL_KHR_shader_subgroup_shuffle</c>).</summary>
    public bool CanShuffle => SubgroupOperations.HasFlag(SubgroupOperations.Shuffle);

    /// <summary>Its optional abilities.</summary>
    public GpuFeatures Features { get; init; }

    /// <summary>The products of matrices that its subgroups make in units for it; empty where it has none.</summary>
    public ImmutableArray<CooperativeMatrix> CooperativeMatrices { get; init; } = [];

    /// <summary>Its memories.</summary>
    public ImmutableArray<GpuMemoryHeap> MemoryHeaps { get; init; } = [];

    /// <summary>Its limits.</summary>
    public required DeviceLimits Limits { get; init; }

    /// <summary>Whether it is Mesa's software device, llvmpipe, whose threads can be chosen.</summary>
    public bool IsMesaSoftware => Type == GpuDeviceType.Cpu && DriverName == "llvmpipe";

    /// <summary>Bytes of its own memory.</summary>
    public long DeviceMemoryBytes => MemoryHeaps.Where(heap => heap.IsDeviceLocal).Sum(heap => heap.ByteLength);
}
