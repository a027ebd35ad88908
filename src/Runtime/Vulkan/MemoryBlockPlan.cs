namespace SweepDsl.Runtime.Vulkan;

/// <summary>One memory allocation to be made.</summary>
/// <param name="MemoryType">The device's memory type.</param>
/// <param name="IsMapped">Whether the host sees it.</param>
/// <param name="ByteLength">Its size.</param>
/// <param name="Buffers">What lies in it, and where.</param>
internal sealed record MemoryBlockPlan(uint MemoryType, bool IsMapped, long ByteLength, IReadOnlyList<(GpuBuffer Buffer, long ByteOffset)> Buffers);
