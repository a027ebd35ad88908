namespace SweepDsl.Runtime.Vulkan;

/// <summary>One memory of a device.</summary>
/// <param name="ByteLength">Its size.</param>
/// <param name="IsDeviceLocal">Whether it is the device's own.</param>
public readonly record struct GpuMemoryHeap(long ByteLength, bool IsDeviceLocal);
