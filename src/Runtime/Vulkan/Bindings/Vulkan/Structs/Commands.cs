namespace Silk.NET.Vulkan;

internal unsafe struct CommandPoolCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public CommandPoolCreateFlags Flags;
    public uint QueueFamilyIndex;
}

internal unsafe struct CommandBufferAllocateInfo
{
    public StructureType SType;
    public void* PNext;
    public CommandPool CommandPool;
    public CommandBufferLevel Level;
    public uint CommandBufferCount;
}

internal unsafe struct CommandBufferBeginInfo
{
    public StructureType SType;
    public void* PNext;
    public CommandBufferUsageFlags Flags;
    public CommandBufferInheritanceInfo* PInheritanceInfo;
}

internal unsafe struct MemoryBarrier
{
    public StructureType SType;
    public void* PNext;
    public AccessFlags SrcAccessMask;
    public AccessFlags DstAccessMask;
}

internal unsafe struct FenceCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public FenceCreateFlags Flags;
}

internal unsafe struct SubmitInfo
{
    public StructureType SType;
    public void* PNext;
    public uint WaitSemaphoreCount;
    public Semaphore* PWaitSemaphores;
    public PipelineStageFlags* PWaitDstStageMask;
    public uint CommandBufferCount;
    public CommandBuffer* PCommandBuffers;
    public uint SignalSemaphoreCount;
    public Semaphore* PSignalSemaphores;
}

internal unsafe struct QueryPoolCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public QueryPoolCreateFlags Flags;
    public QueryType QueryType;
    public uint QueryCount;
    public QueryPipelineStatisticFlags PipelineStatistics;
}
