namespace Silk.NET.Vulkan;

internal unsafe partial class Vk
{
    private nint _createBuffer;
    private nint _destroyBuffer;
    private nint _createBufferView;
    private nint _destroyBufferView;
    private nint _getBufferMemoryRequirements;
    private nint _allocateMemory;
    private nint _freeMemory;
    private nint _bindBufferMemory;
    private nint _mapMemory;
    private nint _unmapMemory;

    public Result CreateBuffer(Device device, in BufferCreateInfo pCreateInfo, AllocationCallbacks* pAllocator, out Buffer pBuffer)
    {
        pBuffer = default;
        fixed (BufferCreateInfo* input = &pCreateInfo)
        fixed (Buffer* output = &pBuffer)
        {
            return ((delegate* unmanaged<Device, BufferCreateInfo*, AllocationCallbacks*, Buffer*, Result>)_createBuffer)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyBuffer(Device device, Buffer buffer, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, Buffer, AllocationCallbacks*, void>)_destroyBuffer)(device, buffer, pAllocator);

    public Result CreateBufferView(Device device, in BufferViewCreateInfo pCreateInfo, AllocationCallbacks* pAllocator, out BufferView pView)
    {
        pView = default;
        fixed (BufferViewCreateInfo* input = &pCreateInfo)
        fixed (BufferView* output = &pView)
        {
            return ((delegate* unmanaged<Device, BufferViewCreateInfo*, AllocationCallbacks*, BufferView*, Result>)_createBufferView)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyBufferView(Device device, BufferView bufferView, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, BufferView, AllocationCallbacks*, void>)_destroyBufferView)(device, bufferView, pAllocator);

    public void GetBufferMemoryRequirements(Device device, Buffer buffer, out MemoryRequirements pMemoryRequirements)
    {
        pMemoryRequirements = default;
        fixed (MemoryRequirements* output = &pMemoryRequirements)
        {
            ((delegate* unmanaged<Device, Buffer, MemoryRequirements*, void>)_getBufferMemoryRequirements)(device, buffer, output);
        }
    }

    public Result AllocateMemory(
        Device device,
        in MemoryAllocateInfo pAllocateInfo,
        AllocationCallbacks* pAllocator,
        out DeviceMemory pMemory)
    {
        pMemory = default;
        fixed (MemoryAllocateInfo* input = &pAllocateInfo)
        fixed (DeviceMemory* output = &pMemory)
        {
            return ((delegate* unmanaged<Device, MemoryAllocateInfo*, AllocationCallbacks*, DeviceMemory*, Result>)_allocateMemory)(
                device, input, pAllocator, output);
        }
    }

    public void FreeMemory(Device device, DeviceMemory memory, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, DeviceMemory, AllocationCallbacks*, void>)_freeMemory)(device, memory, pAllocator);

    public Result BindBufferMemory(Device device, Buffer buffer, DeviceMemory memory, ulong memoryOffset) =>
        ((delegate* unmanaged<Device, Buffer, DeviceMemory, ulong, Result>)_bindBufferMemory)(
            device, buffer, memory, memoryOffset);

    public Result MapMemory(Device device, DeviceMemory memory, ulong offset, ulong size, MemoryMapFlags flags, void** ppData) =>
        ((delegate* unmanaged<Device, DeviceMemory, ulong, ulong, MemoryMapFlags, void**, Result>)_mapMemory)(
            device, memory, offset, size, flags, ppData);

    public void UnmapMemory(Device device, DeviceMemory memory) =>
        ((delegate* unmanaged<Device, DeviceMemory, void>)_unmapMemory)(device, memory);

    private void LoadMemoryGroup()
    {
        _createBuffer = Address("vkCreateBuffer");
        _destroyBuffer = Address("vkDestroyBuffer");
        _createBufferView = Address("vkCreateBufferView");
        _destroyBufferView = Address("vkDestroyBufferView");
        _getBufferMemoryRequirements = Address("vkGetBufferMemoryRequirements");
        _allocateMemory = Address("vkAllocateMemory");
        _freeMemory = Address("vkFreeMemory");
        _bindBufferMemory = Address("vkBindBufferMemory");
        _mapMemory = Address("vkMapMemory");
        _unmapMemory = Address("vkUnmapMemory");
    }
}
