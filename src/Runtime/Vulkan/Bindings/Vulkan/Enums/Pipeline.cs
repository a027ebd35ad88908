namespace Silk.NET.Vulkan;

internal enum DescriptorType
{
    Sampler = 0,
    CombinedImageSampler = 1,
    SampledImage = 2,
    StorageImage = 3,
    UniformTexelBuffer = 4,
    StorageTexelBuffer = 5,
    UniformBuffer = 6,
    StorageBuffer = 7,
    UniformBufferDynamic = 8,
    StorageBufferDynamic = 9,
    InputAttachment = 10,
}

[Flags]
internal enum DescriptorSetLayoutCreateFlags
{
    None = 0,
}

[Flags]
internal enum DescriptorPoolCreateFlags
{
    FreeDescriptorSetBit = 1,
    UpdateAfterBindBit = 2,
}

[Flags]
internal enum ShaderStageFlags
{
    VertexBit = 1,
    FragmentBit = 0x10,
    ComputeBit = 0x20,
    AllGraphics = 0x1f,
    All = 0x7fffffff,
}

internal enum PipelineBindPoint
{
    Graphics = 0,
    Compute = 1,
}

[Flags]
internal enum PipelineCreateFlags
{
    None = 0,
}

[Flags]
internal enum ShaderModuleCreateFlags
{
    None = 0,
}

[Flags]
internal enum PipelineLayoutCreateFlags
{
    None = 0,
}

[Flags]
internal enum PipelineShaderStageCreateFlags
{
    AllowVaryingSubgroupSizeBit = 1,
    RequireFullSubgroupsBit = 2,
}

[Flags]
internal enum PipelineCacheCreateFlags
{
    None = 0,
}

internal enum PipelineCacheHeaderVersion
{
    One = 1,
}
