namespace Silk.NET.Vulkan;

[Flags]
internal enum MemoryPropertyFlags
{
    DeviceLocalBit = 1,
    HostVisibleBit = 2,
    HostCoherentBit = 4,
    HostCachedBit = 8,
    LazilyAllocatedBit = 0x10,
    ProtectedBit = 0x20,
    DeviceCoherentBitAmd = 0x40,
    DeviceUncachedBitAmd = 0x80,
}

[Flags]
internal enum MemoryHeapFlags
{
    DeviceLocalBit = 1,
    MultiInstanceBit = 2,
}

[Flags]
internal enum MemoryMapFlags
{
    None = 0,
}

[Flags]
internal enum BufferCreateFlags
{
    None = 0,
}

[Flags]
internal enum BufferUsageFlags
{
    TransferSrcBit = 1,
    TransferDstBit = 2,
    UniformTexelBufferBit = 4,
    UniformBufferBit = 0x10,
    StorageBufferBit = 0x20,
    IndirectBufferBit = 0x100,
    ShaderDeviceAddressBit = 0x20000,
}

internal enum Format
{
    Undefined = 0,
    R16Sfloat = 76,
    R16G16B16A16Sfloat = 97,
    R32Sfloat = 100,
    R32G32B32A32Sfloat = 109,
}

internal enum SharingMode
{
    Exclusive = 0,
    Concurrent = 1,
}
