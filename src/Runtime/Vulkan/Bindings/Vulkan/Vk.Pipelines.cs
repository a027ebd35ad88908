namespace Silk.NET.Vulkan;

internal unsafe partial class Vk
{
    private nint _createShaderModule;
    private nint _destroyShaderModule;
    private nint _createPipelineLayout;
    private nint _destroyPipelineLayout;
    private nint _createComputePipelines;
    private nint _destroyPipeline;
    private nint _createPipelineCache;
    private nint _destroyPipelineCache;
    private nint _getPipelineCacheData;

    public Result CreateShaderModule(
        Device device,
        in ShaderModuleCreateInfo pCreateInfo,
        AllocationCallbacks* pAllocator,
        out ShaderModule pShaderModule)
    {
        pShaderModule = default;
        fixed (ShaderModuleCreateInfo* input = &pCreateInfo)
        fixed (ShaderModule* output = &pShaderModule)
        {
            return ((delegate* unmanaged<Device, ShaderModuleCreateInfo*, AllocationCallbacks*, ShaderModule*, Result>)_createShaderModule)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyShaderModule(Device device, ShaderModule shaderModule, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, ShaderModule, AllocationCallbacks*, void>)_destroyShaderModule)(
            device, shaderModule, pAllocator);

    public Result CreatePipelineLayout(
        Device device,
        in PipelineLayoutCreateInfo pCreateInfo,
        AllocationCallbacks* pAllocator,
        out PipelineLayout pPipelineLayout)
    {
        pPipelineLayout = default;
        fixed (PipelineLayoutCreateInfo* input = &pCreateInfo)
        fixed (PipelineLayout* output = &pPipelineLayout)
        {
            return ((delegate* unmanaged<Device, PipelineLayoutCreateInfo*, AllocationCallbacks*, PipelineLayout*, Result>)_createPipelineLayout)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyPipelineLayout(Device device, PipelineLayout pipelineLayout, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, PipelineLayout, AllocationCallbacks*, void>)_destroyPipelineLayout)(
            device, pipelineLayout, pAllocator);

    public Result CreateComputePipelines(
        Device device,
        PipelineCache pipelineCache,
        uint createInfoCount,
        in ComputePipelineCreateInfo pCreateInfos,
        AllocationCallbacks* pAllocator,
        out Pipeline pPipelines)
    {
        pPipelines = default;
        fixed (ComputePipelineCreateInfo* input = &pCreateInfos)
        fixed (Pipeline* output = &pPipelines)
        {
            return ((delegate* unmanaged<Device, PipelineCache, uint, ComputePipelineCreateInfo*, AllocationCallbacks*, Pipeline*, Result>)_createComputePipelines)(
                device, pipelineCache, createInfoCount, input, pAllocator, output);
        }
    }

    public void DestroyPipeline(Device device, Pipeline pipeline, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, Pipeline, AllocationCallbacks*, void>)_destroyPipeline)(device, pipeline, pAllocator);

    public Result CreatePipelineCache(
        Device device,
        in PipelineCacheCreateInfo pCreateInfo,
        AllocationCallbacks* pAllocator,
        out PipelineCache pPipelineCache)
    {
        pPipelineCache = default;
        fixed (PipelineCacheCreateInfo* input = &pCreateInfo)
        fixed (PipelineCache* output = &pPipelineCache)
        {
            return ((delegate* unmanaged<Device, PipelineCacheCreateInfo*, AllocationCallbacks*, PipelineCache*, Result>)_createPipelineCache)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyPipelineCache(Device device, PipelineCache pipelineCache, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, PipelineCache, AllocationCallbacks*, void>)_destroyPipelineCache)(
            device, pipelineCache, pAllocator);

    public Result GetPipelineCacheData(Device device, PipelineCache pipelineCache, nuint* pDataSize, void* pData) =>
        ((delegate* unmanaged<Device, PipelineCache, nuint*, void*, Result>)_getPipelineCacheData)(
            device, pipelineCache, pDataSize, pData);

    private void LoadPipelinesGroup()
    {
        _createShaderModule = Address("vkCreateShaderModule");
        _destroyShaderModule = Address("vkDestroyShaderModule");
        _createPipelineLayout = Address("vkCreatePipelineLayout");
        _destroyPipelineLayout = Address("vkDestroyPipelineLayout");
        _createComputePipelines = Address("vkCreateComputePipelines");
        _destroyPipeline = Address("vkDestroyPipeline");
        _createPipelineCache = Address("vkCreatePipelineCache");
        _destroyPipelineCache = Address("vkDestroyPipelineCache");
        _getPipelineCacheData = Address("vkGetPipelineCacheData");
    }
}
