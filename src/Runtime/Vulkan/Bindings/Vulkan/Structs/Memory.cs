using System.Runtime.CompilerServices;

namespace Silk.NET.Vulkan;

internal struct MemoryType
{
    public MemoryPropertyFlags PropertyFlags;
    public uint HeapIndex;
}

internal struct MemoryHeap
{
    public ulong Size;
    public MemoryHeapFlags Flags;
}

internal struct PhysicalDeviceMemoryProperties
{
    public uint MemoryTypeCount;
    public MemoryTypesBuffer MemoryTypes;
    public uint MemoryHeapCount;
    public MemoryHeapsBuffer MemoryHeaps;

    [InlineArray(32)]
    internal struct MemoryTypesBuffer
    {
        private MemoryType _element0;
    }

    [InlineArray(16)]
    internal struct MemoryHeapsBuffer
    {
        private MemoryHeap _element0;
    }
}

internal unsafe struct PhysicalDeviceMemoryProperties2
{
    public StructureType SType;
    public void* PNext;
    public PhysicalDeviceMemoryProperties MemoryProperties;
}

internal unsafe struct PhysicalDeviceMemoryBudgetPropertiesEXT
{
    public StructureType SType;
    public void* PNext;
    public fixed ulong HeapBudget[16];
    public fixed ulong HeapUsage[16];
}

internal unsafe struct BufferCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public BufferCreateFlags Flags;
    public ulong Size;
    public BufferUsageFlags Usage;
    public SharingMode SharingMode;
    public uint QueueFamilyIndexCount;
    public uint* PQueueFamilyIndices;
}

internal unsafe struct BufferViewCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public uint Flags;
    public Buffer Buffer;
    public Format Format;
    public ulong Offset;
    public ulong Range;
}

internal struct MemoryRequirements
{
    public ulong Size;
    public ulong Alignment;
    public uint MemoryTypeBits;
}

internal unsafe struct MemoryAllocateInfo
{
    public StructureType SType;
    public void* PNext;
    public ulong AllocationSize;
    public uint MemoryTypeIndex;
}

internal struct BufferCopy
{
    public ulong SrcOffset;
    public ulong DstOffset;
    public ulong Size;
}
