using Silk.NET.Core;

namespace Silk.NET.Vulkan;

internal unsafe partial class Vk
{
    private nint _destroyDevice;
    private nint _getDeviceQueue;
    private nint _queueSubmit;
    private nint _deviceWaitIdle;
    private nint _createFence;
    private nint _destroyFence;
    private nint _resetFences;
    private nint _getFenceStatus;
    private nint _waitForFences;

    public void DestroyDevice(Device device, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, AllocationCallbacks*, void>)_destroyDevice)(device, pAllocator);

    public void GetDeviceQueue(Device device, uint queueFamilyIndex, uint queueIndex, out Queue pQueue)
    {
        pQueue = default;
        fixed (Queue* output = &pQueue)
        {
            ((delegate* unmanaged<Device, uint, uint, Queue*, void>)_getDeviceQueue)(device, queueFamilyIndex, queueIndex, output);
        }
    }

    public Result QueueSubmit(Queue queue, uint submitCount, in SubmitInfo pSubmits, Fence fence)
    {
        fixed (SubmitInfo* input = &pSubmits)
        {
            return ((delegate* unmanaged<Queue, uint, SubmitInfo*, Fence, Result>)_queueSubmit)(queue, submitCount, input, fence);
        }
    }

    public Result DeviceWaitIdle(Device device) => ((delegate* unmanaged<Device, Result>)_deviceWaitIdle)(device);

    public Result CreateFence(Device device, in FenceCreateInfo pCreateInfo, AllocationCallbacks* pAllocator, out Fence pFence)
    {
        pFence = default;
        fixed (FenceCreateInfo* input = &pCreateInfo)
        fixed (Fence* output = &pFence)
        {
            return ((delegate* unmanaged<Device, FenceCreateInfo*, AllocationCallbacks*, Fence*, Result>)_createFence)(
                device, input, pAllocator, output);
        }
    }

    public void DestroyFence(Device device, Fence fence, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Device, Fence, AllocationCallbacks*, void>)_destroyFence)(device, fence, pAllocator);

    public Result ResetFences(Device device, uint fenceCount, in Fence pFences)
    {
        fixed (Fence* input = &pFences)
        {
            return ((delegate* unmanaged<Device, uint, Fence*, Result>)_resetFences)(device, fenceCount, input);
        }
    }

    public Result GetFenceStatus(Device device, Fence fence) =>
        ((delegate* unmanaged<Device, Fence, Result>)_getFenceStatus)(device, fence);

    public Result WaitForFences(Device device, uint fenceCount, in Fence pFences, Bool32 waitAll, ulong timeout)
    {
        fixed (Fence* input = &pFences)
        {
            return ((delegate* unmanaged<Device, uint, Fence*, Bool32, ulong, Result>)_waitForFences)(
                device, fenceCount, input, waitAll, timeout);
        }
    }

    private void LoadDeviceGroup()
    {
        _destroyDevice = Address("vkDestroyDevice");
        _getDeviceQueue = Address("vkGetDeviceQueue");
        _queueSubmit = Address("vkQueueSubmit");
        _deviceWaitIdle = Address("vkDeviceWaitIdle");
        _createFence = Address("vkCreateFence");
        _destroyFence = Address("vkDestroyFence");
        _resetFences = Address("vkResetFences");
        _getFenceStatus = Address("vkGetFenceStatus");
        _waitForFences = Address("vkWaitForFences");
    }
}
