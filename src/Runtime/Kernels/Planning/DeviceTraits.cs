using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>What the choice of a kernel's family and tile depends on in a device.</summary>
/// <param name="VendorId">PCI vendor.</param>
/// <param name="Type">What kind of device it is.</param>
/// <param name="SharedMemoryBytes">The most bytes of shared memory of a workgroup.</param>
/// <param name="MaxWorkgroupInvocations">The most invocations of a workgroup.</param>
/// <param name="MaxWorkgroupSizeX">The most invocations of a workgroup along x.</param>
/// <param name="SubgroupSize">Invocations that run together.</param>
/// <param name="SubgroupOperations">What they can do together.</param>
/// <param name="MaxTexelBufferElements">The most values, or fours of values, that a register kernel can fetch from one tensor; the standard guarantees 65,536.</param>
/// <param name="Matrix">What its subgroups multiply at once in units for matrices of float16; null where such units are not used.</param>
public sealed record DeviceTraits(
    uint VendorId, GpuDeviceType Type, int SharedMemoryBytes, int MaxWorkgroupInvocations, uint MaxWorkgroupSizeX, int SubgroupSize, SubgroupOperations SubgroupOperations, long MaxTexelBufferElements,
    CooperativeMatrix? Matrix = null)
{
    /// <summary>A software device of 8 lanes that can shuffle and fetch from large tensors, and otherwise grants what the standard guarantees and no more.</summary>
    public static DeviceTraits Minimal { get; } = new(0, GpuDeviceType.Cpu, 16 << 10, 128, 128, 8, SubgroupOperations.Basic | SubgroupOperations.Shuffle, 1 << 27);

    /// <summary>Whether lanes of a subgroup can read each other's values, as register kernels do.</summary>
    public bool CanShuffle => SubgroupOperations.HasFlag(SubgroupOperations.Shuffle);

    /// <summary>The traits of a device, units for matrices left out: whether those are used is not its word alone.</summary>
    public static DeviceTraits Of(GpuDeviceInfo device) => new(
        device.VendorId,
        device.Type,
        device.Limits.MaxSharedMemoryBytes,
        device.Limits.MaxWorkgroupInvocations,
        device.Limits.MaxWorkgroupSize.X,
        device.SubgroupSize,
        device.SubgroupOperations,
        device.Limits.MaxTexelBufferElements);
}
