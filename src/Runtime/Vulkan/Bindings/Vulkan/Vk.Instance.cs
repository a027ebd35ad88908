namespace Silk.NET.Vulkan;

internal unsafe partial class Vk
{
    private nint _destroyInstance;
    private nint _enumeratePhysicalDevices;
    private nint _enumerateDeviceExtensionProperties;
    private nint _getPhysicalDeviceProperties;
    private nint _getPhysicalDeviceProperties2;
    private nint _getPhysicalDeviceFeatures2;
    private nint _getPhysicalDeviceMemoryProperties2;
    private nint _getPhysicalDeviceQueueFamilyProperties;
    private nint _createDevice;

    public void DestroyInstance(Instance instance, AllocationCallbacks* pAllocator) =>
        ((delegate* unmanaged<Instance, AllocationCallbacks*, void>)_destroyInstance)(instance, pAllocator);

    public Result EnumeratePhysicalDevices(Instance instance, uint* pPhysicalDeviceCount, PhysicalDevice* pPhysicalDevices) =>
        ((delegate* unmanaged<Instance, uint*, PhysicalDevice*, Result>)_enumeratePhysicalDevices)(
            instance, pPhysicalDeviceCount, pPhysicalDevices);

    public Result EnumerateDeviceExtensionProperties(
        PhysicalDevice physicalDevice,
        byte* pLayerName,
        uint* pPropertyCount,
        ExtensionProperties* pProperties) =>
        ((delegate* unmanaged<PhysicalDevice, byte*, uint*, ExtensionProperties*, Result>)_enumerateDeviceExtensionProperties)(
            physicalDevice, pLayerName, pPropertyCount, pProperties);

    public void GetPhysicalDeviceProperties(PhysicalDevice physicalDevice, PhysicalDeviceProperties* pProperties) =>
        ((delegate* unmanaged<PhysicalDevice, PhysicalDeviceProperties*, void>)_getPhysicalDeviceProperties)(
            physicalDevice, pProperties);

    public void GetPhysicalDeviceProperties2(PhysicalDevice physicalDevice, PhysicalDeviceProperties2* pProperties) =>
        ((delegate* unmanaged<PhysicalDevice, PhysicalDeviceProperties2*, void>)_getPhysicalDeviceProperties2)(
            physicalDevice, pProperties);

    public void GetPhysicalDeviceFeatures2(PhysicalDevice physicalDevice, PhysicalDeviceFeatures2* pFeatures) =>
        ((delegate* unmanaged<PhysicalDevice, PhysicalDeviceFeatures2*, void>)_getPhysicalDeviceFeatures2)(
            physicalDevice, pFeatures);

    public void GetPhysicalDeviceMemoryProperties2(PhysicalDevice physicalDevice, PhysicalDeviceMemoryProperties2* pMemoryProperties) =>
        ((delegate* unmanaged<PhysicalDevice, PhysicalDeviceMemoryProperties2*, void>)_getPhysicalDeviceMemoryProperties2)(
            physicalDevice, pMemoryProperties);

    public void GetPhysicalDeviceQueueFamilyProperties(
        PhysicalDevice physicalDevice,
        uint* pQueueFamilyPropertyCount,
        QueueFamilyProperties* pQueueFamilyProperties) =>
        ((delegate* unmanaged<PhysicalDevice, uint*, QueueFamilyProperties*, void>)_getPhysicalDeviceQueueFamilyProperties)(
            physicalDevice, pQueueFamilyPropertyCount, pQueueFamilyProperties);

    public Result CreateDevice(
        PhysicalDevice physicalDevice,
        in DeviceCreateInfo pCreateInfo,
        AllocationCallbacks* pAllocator,
        out Device pDevice)
    {
        pDevice = default;
        fixed (DeviceCreateInfo* input = &pCreateInfo)
        fixed (Device* output = &pDevice)
        {
            Result result = ((delegate* unmanaged<PhysicalDevice, DeviceCreateInfo*, AllocationCallbacks*, Device*, Result>)_createDevice)(
                physicalDevice, input, pAllocator, output);
            if (result == Result.Success)
            {
                CurrentDevice = *output;
                LoadDeviceFunctions();
            }

            return result;
        }
    }

    private void LoadInstanceGroup()
    {
        _destroyInstance = Address("vkDestroyInstance");
        _enumeratePhysicalDevices = Address("vkEnumeratePhysicalDevices");
        _enumerateDeviceExtensionProperties = Address("vkEnumerateDeviceExtensionProperties");
        _getPhysicalDeviceProperties = Address("vkGetPhysicalDeviceProperties");
        _getPhysicalDeviceProperties2 = Address("vkGetPhysicalDeviceProperties2");
        _getPhysicalDeviceFeatures2 = Address("vkGetPhysicalDeviceFeatures2");
        _getPhysicalDeviceMemoryProperties2 = Address("vkGetPhysicalDeviceMemoryProperties2");
        _getPhysicalDeviceQueueFamilyProperties = Address("vkGetPhysicalDeviceQueueFamilyProperties");
        _createDevice = Address("vkCreateDevice");
    }
}
