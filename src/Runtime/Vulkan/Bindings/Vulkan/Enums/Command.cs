namespace Silk.NET.Vulkan;

[Flags]
internal enum CommandPoolCreateFlags
{
    TransientBit = 1,
    ResetCommandBufferBit = 2,
    ProtectedBit = 4,
}

internal enum CommandBufferLevel
{
    Primary = 0,
    Secondary = 1,
}

[Flags]
internal enum CommandBufferUsageFlags
{
    OneTimeSubmitBit = 1,
    RenderPassContinueBit = 2,
    SimultaneousUseBit = 4,
}

[Flags]
internal enum PipelineStageFlags
{
    TopOfPipeBit = 1,
    DrawIndirectBit = 2,
    ComputeShaderBit = 0x800,
    TransferBit = 0x1000,
    BottomOfPipeBit = 0x2000,
    HostBit = 0x4000,
    AllCommandsBit = 0x10000,
    None = 0,
}

[Flags]
internal enum AccessFlags
{
    IndirectCommandReadBit = 1,
    UniformReadBit = 8,
    ShaderReadBit = 0x20,
    ShaderWriteBit = 0x40,
    TransferReadBit = 0x800,
    TransferWriteBit = 0x1000,
    HostReadBit = 0x2000,
    HostWriteBit = 0x4000,
    MemoryReadBit = 0x8000,
    MemoryWriteBit = 0x10000,
    None = 0,
}

[Flags]
internal enum DependencyFlags
{
    ByRegionBit = 1,
    DeviceGroupBit = 4,
    ViewLocalBit = 2,
}

[Flags]
internal enum FenceCreateFlags
{
    SignaledBit = 1,
}

internal enum QueryType
{
    Occlusion = 0,
    PipelineStatistics = 1,
    Timestamp = 2,
}

[Flags]
internal enum QueryPoolCreateFlags
{
    None = 0,
}

[Flags]
internal enum QueryPipelineStatisticFlags
{
    None = 0,
}

[Flags]
internal enum QueryResultFlags
{
    Result64Bit = 1,
    ResultWaitBit = 2,
    ResultWithAvailabilityBit = 4,
    ResultPartialBit = 8,
    ResultWithStatusBitKhr = 0x10,
}
