namespace Silk.NET.Vulkan;

internal unsafe struct DescriptorSetLayoutBinding
{
    public uint Binding;
    public DescriptorType DescriptorType;
    public uint DescriptorCount;
    public ShaderStageFlags StageFlags;
    public Sampler* PImmutableSamplers;
}

internal unsafe struct DescriptorSetLayoutCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public DescriptorSetLayoutCreateFlags Flags;
    public uint BindingCount;
    public DescriptorSetLayoutBinding* PBindings;
}

internal struct DescriptorPoolSize
{
    public DescriptorType Type;
    public uint DescriptorCount;
}

internal unsafe struct DescriptorPoolCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public DescriptorPoolCreateFlags Flags;
    public uint MaxSets;
    public uint PoolSizeCount;
    public DescriptorPoolSize* PPoolSizes;
}

internal unsafe struct DescriptorSetAllocateInfo
{
    public StructureType SType;
    public void* PNext;
    public DescriptorPool DescriptorPool;
    public uint DescriptorSetCount;
    public DescriptorSetLayout* PSetLayouts;
}

internal struct DescriptorBufferInfo
{
    public Buffer Buffer;
    public ulong Offset;
    public ulong Range;
}

internal unsafe struct WriteDescriptorSet
{
    public StructureType SType;
    public void* PNext;
    public DescriptorSet DstSet;
    public uint DstBinding;
    public uint DstArrayElement;
    public uint DescriptorCount;
    public DescriptorType DescriptorType;
    public DescriptorImageInfo* PImageInfo;
    public DescriptorBufferInfo* PBufferInfo;
    public BufferView* PTexelBufferView;
}
