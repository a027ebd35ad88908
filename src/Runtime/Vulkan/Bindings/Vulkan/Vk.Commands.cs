namespace Silk.NET.Vulkan;

internal unsafe partial class Vk
{
    private nint _createCommandPool;
    private nint _destroyCommandPool;
    private nint _allocateCommandBuffers;
    private nint _beginCommandBuffer;
    private nint _endCommandBuffer;
    private nint _cmdBindPipeline;
    private nint _cmdBindDescriptorSets;
    private nint _cmdPushConstants;
    private nint _cmdDispatch;
    private nint _cmdCopyBuffer;
    private nint _cmdFillBuffer;
    private nint _cmdPipelineBarrier;

    public Result CreateCommandPool(
        Device device,
        in CommandPoolCreateInfo pCreateInfo,
        AllocationCallbacks* pAllocator,
        out CommandPool pCommandPool)
    {
        pCommandPool = default;
        fixed (CommandPoolCreateInfo* input = &pCreateInfo)
        fixed (CommandPool* output = &pCommandPool)
        {
            return ((delegate* unmanaged<Device, CommandPoolCreateInfo*, AllocationCallbacks*, CommandPool*, Result>)_createCommandPool)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyCommandPool(Device device, CommandPool commandPool, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, CommandPool, AllocationCallbacks*, void>)_destroyCommandPool)(
            device, commandPool, pAllocator);

    public Result AllocateCommandBuffers(Device device, in CommandBufferAllocateInfo pAllocateInfo, out CommandBuffer pCommandBuffers)
    {
        pCommandBuffers = default;
        fixed (CommandBufferAllocateInfo* input = &pAllocateInfo)
        fixed (CommandBuffer* output = &pCommandBuffers)
        {
            return ((delegate* unmanaged<Device, CommandBufferAllocateInfo*, CommandBuffer*, Result>)_allocateCommandBuffers)(
                device, input, output);
        }
    }

    public Result BeginCommandBuffer(CommandBuffer commandBuffer, in CommandBufferBeginInfo pBeginInfo)
    {
        fixed (CommandBufferBeginInfo* input = &pBeginInfo)
        {
            return ((delegate* unmanaged<CommandBuffer, CommandBufferBeginInfo*, Result>)_beginCommandBuffer)(commandBuffer, input);
        }
    }

    public Result EndCommandBuffer(CommandBuffer commandBuffer) =>
        ((delegate* unmanaged<CommandBuffer, Result>)_endCommandBuffer)(commandBuffer);

    public void CmdBindPipeline(CommandBuffer commandBuffer, PipelineBindPoint pipelineBindPoint, Pipeline pipeline) =>
        ((delegate* unmanaged<CommandBuffer, PipelineBindPoint, Pipeline, void>)_cmdBindPipeline)(
            commandBuffer, pipelineBindPoint, pipeline);

    public void CmdBindDescriptorSets(
        CommandBuffer commandBuffer,
        PipelineBindPoint pipelineBindPoint,
        PipelineLayout layout,
        uint firstSet,
        uint descriptorSetCount,
        DescriptorSet* pDescriptorSets,
        uint dynamicOffsetCount,
        uint* pDynamicOffsets) =>
        ((delegate* unmanaged<CommandBuffer, PipelineBindPoint, PipelineLayout, uint, uint, DescriptorSet*, uint, uint*, void>)_cmdBindDescriptorSets)(
            commandBuffer, pipelineBindPoint, layout, firstSet, descriptorSetCount, pDescriptorSets, dynamicOffsetCount, pDynamicOffsets);

    public void CmdPushConstants(
        CommandBuffer commandBuffer,
        PipelineLayout layout,
        ShaderStageFlags stageFlags,
        uint offset,
        uint size,
        void* pValues) =>
        ((delegate* unmanaged<CommandBuffer, PipelineLayout, ShaderStageFlags, uint, uint, void*, void>)_cmdPushConstants)(
            commandBuffer, layout, stageFlags, offset, size, pValues);

    public void CmdDispatch(CommandBuffer commandBuffer, uint groupCountX, uint groupCountY, uint groupCountZ) =>
        ((delegate* unmanaged<CommandBuffer, uint, uint, uint, void>)_cmdDispatch)(
            commandBuffer, groupCountX, groupCountY, groupCountZ);

    public void CmdCopyBuffer(CommandBuffer commandBuffer, Buffer srcBuffer, Buffer dstBuffer, uint regionCount, in BufferCopy pRegions)
    {
        fixed (BufferCopy* input = &pRegions)
        {
            ((delegate* unmanaged<CommandBuffer, Buffer, Buffer, uint, BufferCopy*, void>)_cmdCopyBuffer)(
                commandBuffer, srcBuffer, dstBuffer, regionCount, input);
        }
    }

    public void CmdFillBuffer(CommandBuffer commandBuffer, Buffer dstBuffer, ulong dstOffset, ulong size, uint data) =>
        ((delegate* unmanaged<CommandBuffer, Buffer, ulong, ulong, uint, void>)_cmdFillBuffer)(
            commandBuffer, dstBuffer, dstOffset, size, data);

    public void CmdPipelineBarrier(
        CommandBuffer commandBuffer,
        PipelineStageFlags srcStageMask,
        PipelineStageFlags dstStageMask,
        DependencyFlags dependencyFlags,
        uint memoryBarrierCount,
        MemoryBarrier* pMemoryBarriers,
        uint bufferMemoryBarrierCount,
        BufferMemoryBarrier* pBufferMemoryBarriers,
        uint imageMemoryBarrierCount,
        ImageMemoryBarrier* pImageMemoryBarriers) =>
        ((delegate* unmanaged<CommandBuffer, PipelineStageFlags, PipelineStageFlags, DependencyFlags, uint, MemoryBarrier*, uint, BufferMemoryBarrier*, uint, ImageMemoryBarrier*, void>)_cmdPipelineBarrier)(
            commandBuffer, srcStageMask, dstStageMask, dependencyFlags, memoryBarrierCount, pMemoryBarriers, bufferMemoryBarrierCount, pBufferMemoryBarriers, imageMemoryBarrierCount, pImageMemoryBarriers);

    private void LoadCommandsGroup()
    {
        _createCommandPool = Address("vkCreateCommandPool");
        _destroyCommandPool = Address("vkDestroyCommandPool");
        _allocateCommandBuffers = Address("vkAllocateCommandBuffers");
        _beginCommandBuffer = Address("vkBeginCommandBuffer");
        _endCommandBuffer = Address("vkEndCommandBuffer");
        _cmdBindPipeline = Address("vkCmdBindPipeline");
        _cmdBindDescriptorSets = Address("vkCmdBindDescriptorSets");
        _cmdPushConstants = Address("vkCmdPushConstants");
        _cmdDispatch = Address("vkCmdDispatch");
        _cmdCopyBuffer = Address("vkCmdCopyBuffer");
        _cmdFillBuffer = Address("vkCmdFillBuffer");
        _cmdPipelineBarrier = Address("vkCmdPipelineBarrier");
    }
}
