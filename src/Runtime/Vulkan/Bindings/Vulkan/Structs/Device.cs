namespace Silk.NET.Vulkan;

internal struct Extent3D
{
    public uint Width;
    public uint Height;
    public uint Depth;
}

internal struct QueueFamilyProperties
{
    public QueueFlags QueueFlags;
    public uint QueueCount;
    public uint TimestampValidBits;
    public Extent3D MinImageTransferGranularity;
}

internal unsafe struct DeviceQueueCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public DeviceQueueCreateFlags Flags;
    public uint QueueFamilyIndex;
    public uint QueueCount;
    public float* PQueuePriorities;
}

internal unsafe struct DeviceCreateInfo
{
    public StructureType SType;
    public void* PNext;
    public uint Flags;
    public uint QueueCreateInfoCount;
    public DeviceQueueCreateInfo* PQueueCreateInfos;
    public uint EnabledLayerCount;
    public byte** PpEnabledLayerNames;
    public uint EnabledExtensionCount;
    public byte** PpEnabledExtensionNames;
    public PhysicalDeviceFeatures* PEnabledFeatures;
}
