namespace SweepDsl.Runtime.Vulkan;

/// <summary>What a device grants; names follow <c>VkPhysicalDeviceLimits</c>.</summary>
public sealed record DeviceLimits
{
    /// <summary>The most bytes one buffer binding of a kernel may span; the standard guarantees 128 MiB.</summary>
    public required long MaxStorageBufferRange { get; init; }

    /// <summary>Bindings start at multiples of this many bytes; a power of two, at most 256.</summary>
    public required long MinStorageBufferOffsetAlignment { get; init; }

    /// <summary>The most texels one texel binding of a kernel may span; the standard guarantees 65,536, devices have 2^26 and more.</summary>
    public required long MaxTexelBufferElements { get; init; }

    /// <summary>Texel bindings start at multiples of this many bytes; a power of two, at most 256.</summary>
    public required long MinTexelBufferOffsetAlignment { get; init; }

    /// <summary>The most bytes of one memory allocation.</summary>
    public required long MaxMemoryAllocationSize { get; init; }

    /// <summary>The most bytes of one buffer.</summary>
    public required long MaxBufferSize { get; init; }

    /// <summary>The most storage buffers one kernel may bind; the standard guarantees 4.</summary>
    public required int MaxStorageBuffers { get; init; }

    /// <summary>The most texel buffers one kernel may bind; the standard guarantees 16.</summary>
    public required int MaxTexelBuffers { get; init; }

    /// <summary>The most buffers of both kinds one kernel may bind; the standard guarantees 128.</summary>
    public required int MaxBindings { get; init; }

    /// <summary>The most bytes of a push-constant block; the standard guarantees 128.</summary>
    public required int MaxPushConstantBytes { get; init; }

    /// <summary>The most bytes of shared memory of a workgroup; the standard guarantees 16 KiB.</summary>
    public required int MaxSharedMemoryBytes { get; init; }

    /// <summary>The most invocations of a workgroup; the standard guarantees 128.</summary>
    public required int MaxWorkgroupInvocations { get; init; }

    /// <summary>The most invocations of a workgroup along x, y and z.</summary>
    public required (uint X, uint Y, uint Z) MaxWorkgroupSize { get; init; }

    /// <summary>The most subgroups of a workgroup that demands their size.</summary>
    public required long MaxWorkgroupSubgroups { get; init; }

    /// <summary>The most workgroups of a dispatch along x, y and z; the standard guarantees 65,535 each.</summary>
    public required (uint X, uint Y, uint Z) MaxWorkgroupCount { get; init; }

    /// <summary>Nanoseconds of one tick of a timestamp.</summary>
    public required double TimestampPeriodNs { get; init; }

    /// <summary>Meaningful bits of a timestamp on the compute queue; 0 when it has none.</summary>
    public required int TimestampBits { get; init; }
}
