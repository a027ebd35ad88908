namespace Silk.NET.Vulkan;

internal unsafe partial class Vk
{
    private nint _createDescriptorSetLayout;
    private nint _destroyDescriptorSetLayout;
    private nint _createDescriptorPool;
    private nint _destroyDescriptorPool;
    private nint _allocateDescriptorSets;
    private nint _updateDescriptorSets;

    public Result CreateDescriptorSetLayout(
        Device device,
        in DescriptorSetLayoutCreateInfo pCreateInfo,
        AllocationCallbacks* pAllocator,
        out DescriptorSetLayout pSetLayout)
    {
        pSetLayout = default;
        fixed (DescriptorSetLayoutCreateInfo* input = &pCreateInfo)
        fixed (DescriptorSetLayout* output = &pSetLayout)
        {
            return ((delegate* unmanaged<Device, DescriptorSetLayoutCreateInfo*, AllocationCallbacks*, DescriptorSetLayout*, Result>)_createDescriptorSetLayout)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyDescriptorSetLayout(Device device, DescriptorSetLayout descriptorSetLayout, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, DescriptorSetLayout, AllocationCallbacks*, void>)_destroyDescriptorSetLayout)(
            device, descriptorSetLayout, pAllocator);

    public Result CreateDescriptorPool(
        Device device,
        in DescriptorPoolCreateInfo pCreateInfo,
        AllocationCallbacks* pAllocator,
        out DescriptorPool pDescriptorPool)
    {
        pDescriptorPool = default;
        fixed (DescriptorPoolCreateInfo* input = &pCreateInfo)
        fixed (DescriptorPool* output = &pDescriptorPool)
        {
            return ((delegate* unmanaged<Device, DescriptorPoolCreateInfo*, AllocationCallbacks*, DescriptorPool*, Result>)_createDescriptorPool)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyDescriptorPool(Device device, DescriptorPool descriptorPool, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, DescriptorPool, AllocationCallbacks*, void>)_destroyDescriptorPool)(
            device, descriptorPool, pAllocator);

    public Result AllocateDescriptorSets(Device device, in DescriptorSetAllocateInfo pAllocateInfo, out DescriptorSet pDescriptorSets)
    {
        pDescriptorSets = default;
        fixed (DescriptorSetAllocateInfo* input = &pAllocateInfo)
        fixed (DescriptorSet* output = &pDescriptorSets)
        {
            return ((delegate* unmanaged<Device, DescriptorSetAllocateInfo*, DescriptorSet*, Result>)_allocateDescriptorSets)(
                device, input, output);
        }
    }

    public void UpdateDescriptorSets(
        Device device,
        uint descriptorWriteCount,
        WriteDescriptorSet* pDescriptorWrites,
        uint descriptorCopyCount,
        CopyDescriptorSet* pDescriptorCopies) =>
        ((delegate* unmanaged<Device, uint, WriteDescriptorSet*, uint, CopyDescriptorSet*, void>)_updateDescriptorSets)(
            device, descriptorWriteCount, pDescriptorWrites, descriptorCopyCount, pDescriptorCopies);

    private void LoadDescriptorsGroup()
    {
        _createDescriptorSetLayout = Address("vkCreateDescriptorSetLayout");
        _destroyDescriptorSetLayout = Address("vkDestroyDescriptorSetLayout");
        _createDescriptorPool = Address("vkCreateDescriptorPool");
        _destroyDescriptorPool = Address("vkDestroyDescriptorPool");
        _allocateDescriptorSets = Address("vkAllocateDescriptorSets");
        _updateDescriptorSets = Address("vkUpdateDescriptorSets");
    }
}
