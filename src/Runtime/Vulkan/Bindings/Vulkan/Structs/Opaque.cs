namespace Silk.NET.Vulkan;

// Named in signatures and fields, always passed as null: their members are left out.
internal struct AllocationCallbacks;

internal struct BufferMemoryBarrier;

internal struct CommandBufferInheritanceInfo;

internal struct CopyDescriptorSet;

internal struct DescriptorImageInfo;

internal struct ImageMemoryBarrier;

internal struct Sampler;

internal struct Semaphore;
