namespace Silk.NET.Vulkan;

internal enum ObjectType
{
    Unknown = 0,
    Instance = 1,
    PhysicalDevice = 2,
    Device = 3,
    Queue = 4,
    Semaphore = 5,
    CommandBuffer = 6,
    Fence = 7,
    DeviceMemory = 8,
    Buffer = 9,
    QueryPool = 12,
    BufferView = 13,
    ShaderModule = 15,
    PipelineCache = 16,
    PipelineLayout = 17,
    Pipeline = 19,
    DescriptorSetLayout = 20,
    DescriptorPool = 22,
    DescriptorSet = 23,
    CommandPool = 25,
}

[Flags]
internal enum DebugUtilsMessageSeverityFlagsEXT
{
    VerboseBitExt = 1,
    InfoBitExt = 0x10,
    WarningBitExt = 0x100,
    ErrorBitExt = 0x1000,
}

[Flags]
internal enum DebugUtilsMessageTypeFlagsEXT
{
    GeneralBitExt = 1,
    ValidationBitExt = 2,
    PerformanceBitExt = 4,
    DeviceAddressBindingBitExt = 8,
}

internal enum ValidationFeatureEnableEXT
{
    GpuAssistedExt = 0,
    GpuAssistedReserveBindingSlotExt = 1,
    BestPracticesExt = 2,
    DebugPrintfExt = 3,
    SynchronizationValidationExt = 4,
}

internal enum ValidationFeatureDisableEXT
{
    AllExt = 0,
}
