namespace Silk.NET.Vulkan;

internal unsafe partial class Vk
{
    private nint _createQueryPool;
    private nint _destroyQueryPool;
    private nint _cmdResetQueryPool;
    private nint _cmdWriteTimestamp;
    private nint _getQueryPoolResults;

    public Result CreateQueryPool(
        Device device,
        in QueryPoolCreateInfo pCreateInfo,
        AllocationCallbacks* pAllocator,
        out QueryPool pQueryPool)
    {
        pQueryPool = default;
        fixed (QueryPoolCreateInfo* input = &pCreateInfo)
        fixed (QueryPool* output = &pQueryPool)
        {
            return ((delegate* unmanaged<Device, QueryPoolCreateInfo*, AllocationCallbacks*, QueryPool*, Result>)_createQueryPool)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyQueryPool(Device device, QueryPool queryPool, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, QueryPool, AllocationCallbacks*, void>)_destroyQueryPool)(device, queryPool, pAllocator);

    public void CmdResetQueryPool(CommandBuffer commandBuffer, QueryPool queryPool, uint firstQuery, uint queryCount) =>
        ((delegate* unmanaged<CommandBuffer, QueryPool, uint, uint, void>)_cmdResetQueryPool)(
            commandBuffer, queryPool, firstQuery, queryCount);

    public void CmdWriteTimestamp(CommandBuffer commandBuffer, PipelineStageFlags pipelineStage, QueryPool queryPool, uint query) =>
        ((delegate* unmanaged<CommandBuffer, PipelineStageFlags, QueryPool, uint, void>)_cmdWriteTimestamp)(
            commandBuffer, pipelineStage, queryPool, query);

    public Result GetQueryPoolResults(
        Device device,
        QueryPool queryPool,
        uint firstQuery,
        uint queryCount,
        nuint dataSize,
        void* pData,
        ulong stride,
        QueryResultFlags flags) =>
        ((delegate* unmanaged<Device, QueryPool, uint, uint, nuint, void*, ulong, QueryResultFlags, Result>)_getQueryPoolResults)(
            device, queryPool, firstQuery, queryCount, dataSize, pData, stride, flags);

    private void LoadQueriesGroup()
    {
        _createQueryPool = Address("vkCreateQueryPool");
        _destroyQueryPool = Address("vkDestroyQueryPool");
        _cmdResetQueryPool = Address("vkCmdResetQueryPool");
        _cmdWriteTimestamp = Address("vkCmdWriteTimestamp");
        _getQueryPoolResults = Address("vkGetQueryPoolResults");
    }
}
