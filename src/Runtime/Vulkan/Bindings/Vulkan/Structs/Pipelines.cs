namespace Silk.NET.Vulkan;

internal unsafe struct ShaderModuleCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public ShaderModuleCreateFlags Flags;
    public nuint CodeSize;
    public uint* PCode;
}

internal struct PushConstantRange
{
    public ShaderStageFlags StageFlags;
    public uint Offset;
    public uint Size;
}

internal unsafe struct PipelineLayoutCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public PipelineLayoutCreateFlags Flags;
    public uint SetLayoutCount;
    public DescriptorSetLayout* PSetLayouts;
    public uint PushConstantRangeCount;
    public PushConstantRange* PPushConstantRanges;
}

internal struct SpecializationMapEntry
{
    public uint ConstantID;
    public uint Offset;
    public nuint Size;
}

internal unsafe struct SpecializationInfo
{
    public uint MapEntryCount;
    public SpecializationMapEntry* PMapEntries;
    public nuint DataSize;
    public void* PData;
}

internal unsafe struct PipelineShaderStageCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public PipelineShaderStageCreateFlags Flags;
    public ShaderStageFlags Stage;
    public ShaderModule Module;
    public byte* PName;
    public SpecializationInfo* PSpecializationInfo;
}

internal unsafe struct PipelineShaderStageRequiredSubgroupSizeCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public uint RequiredSubgroupSize;
}

internal unsafe struct ComputePipelineCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public PipelineCreateFlags Flags;
    public PipelineShaderStageCreateInfo Stage;
    public PipelineLayout Layout;
    public Pipeline BasePipelineHandle;
    public int BasePipelineIndex;
}

internal unsafe struct PipelineCacheCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public PipelineCacheCreateFlags Flags;
    public nuint InitialDataSize;
    public void* PInitialData;
}

internal unsafe struct PipelineCacheHeaderVersionOne
{
    public uint HeaderSize;
    public PipelineCacheHeaderVersion HeaderVersion;
    public uint VendorID;
    public uint DeviceID;
    public fixed byte PipelineCacheUuid[16];
}
