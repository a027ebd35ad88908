namespace Silk.NET.Vulkan;

// Dispatchable handles are pointers.
internal struct Instance(nint handle)
{
    public nint Handle = handle;
}

internal struct PhysicalDevice(nint handle)
{
    public nint Handle = handle;
}

internal struct Device(nint handle)
{
    public nint Handle = handle;
}

internal struct Queue(nint handle)
{
    public nint Handle = handle;
}

internal struct CommandBuffer(nint handle)
{
    public nint Handle = handle;
}

// All others are 64-bit values on every platform.
internal struct Buffer(ulong handle)
{
    public ulong Handle = handle;
}

internal struct BufferView(ulong handle)
{
    public ulong Handle = handle;
}

internal struct DeviceMemory(ulong handle)
{
    public ulong Handle = handle;
}

internal struct ShaderModule(ulong handle)
{
    public ulong Handle = handle;
}

internal struct DescriptorSetLayout(ulong handle)
{
    public ulong Handle = handle;
}

internal struct DescriptorPool(ulong handle)
{
    public ulong Handle = handle;
}

internal struct DescriptorSet(ulong handle)
{
    public ulong Handle = handle;
}

internal struct PipelineLayout(ulong handle)
{
    public ulong Handle = handle;
}

internal struct Pipeline(ulong handle)
{
    public ulong Handle = handle;
}

internal struct PipelineCache(ulong handle)
{
    public ulong Handle = handle;
}

internal struct CommandPool(ulong handle)
{
    public ulong Handle = handle;
}

internal struct Fence(ulong handle)
{
    public ulong Handle = handle;
}

internal struct QueryPool(ulong handle)
{
    public ulong Handle = handle;
}

internal struct DebugUtilsMessengerEXT(ulong handle)
{
    public ulong Handle = handle;
}
