namespace SweepDsl.Runtime.Vulkan;

/// <summary>Makes a device pretend to less than it has, so that the ways taken on small devices can be tested on any.</summary>
internal sealed record DeviceLimitOverrides
{
    public long MaxStorageBufferRange { get; init; } = long.MaxValue;

    public long MaxTexelBufferElements { get; init; } = long.MaxValue;

    public long MaxMemoryAllocationSize { get; init; } = long.MaxValue;

    public long MaxBufferSize { get; init; } = long.MaxValue;

    public uint MaxWorkgroupCount { get; init; } = uint.MaxValue;

    public int MaxStorageBuffers { get; init; } = int.MaxValue;

    public int MaxTexelBuffers { get; init; } = int.MaxValue;

    public int MaxBindings { get; init; } = int.MaxValue;

    public long MaxWorkgroupSubgroups { get; init; } = long.MaxValue;

    /// <summary>Abilities that the device is opened without.</summary>
    public GpuFeatures HiddenFeatures { get; init; }

    public SubgroupOperations HiddenSubgroupOperations { get; init; }

    public int TimestampBits { get; init; } = int.MaxValue;

    /// <summary>Bytes that count as free on every heap.</summary>
    public long FreeMemoryBytes { get; init; } = long.MaxValue;

    /// <summary>Whether device memory counts as invisible to the host.</summary>
    public bool IsMemoryHidden { get; init; }

    public GpuDeviceInfo Apply(GpuDeviceInfo info)
    {
        GpuFeatures features = DeviceFeatureChain.Usable(info.Features & ~HiddenFeatures);
        return info with
        {
            Limits = Apply(info.Limits),
            Features = features,
            CooperativeMatrices = [.. info.CooperativeMatrices.Where(matrix => features.HasFlag(matrix.Extension.Feature))],
            SubgroupOperations = info.SubgroupOperations & ~HiddenSubgroupOperations,
        };
    }

    private DeviceLimits Apply(DeviceLimits limits) => limits with
    {
        MaxStorageBufferRange = Math.Min(limits.MaxStorageBufferRange, MaxStorageBufferRange),
        MaxTexelBufferElements = Math.Min(limits.MaxTexelBufferElements, MaxTexelBufferElements),
        MaxMemoryAllocationSize = Math.Min(limits.MaxMemoryAllocationSize, MaxMemoryAllocationSize),
        MaxBufferSize = Math.Min(limits.MaxBufferSize, MaxBufferSize),
        MaxStorageBuffers = Math.Min(limits.MaxStorageBuffers, MaxStorageBuffers),
        MaxTexelBuffers = Math.Min(limits.MaxTexelBuffers, MaxTexelBuffers),
        MaxBindings = Math.Min(limits.MaxBindings, MaxBindings),
        MaxWorkgroupSubgroups = Math.Min(limits.MaxWorkgroupSubgroups, MaxWorkgroupSubgroups),
        TimestampBits = Math.Min(limits.TimestampBits, TimestampBits),
        MaxWorkgroupCount = (
            Math.Min(limits.MaxWorkgroupCount.X, MaxWorkgroupCount),
            Math.Min(limits.MaxWorkgroupCount.Y, MaxWorkgroupCount),
            Math.Min(limits.MaxWorkgroupCount.Z, MaxWorkgroupCount)),
    };
}
