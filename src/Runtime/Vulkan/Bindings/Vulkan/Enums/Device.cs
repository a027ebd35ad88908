namespace Silk.NET.Vulkan;

[Flags]
internal enum InstanceCreateFlags
{
    EnumeratePortabilityBitKhr = 1,
}

internal enum PhysicalDeviceType
{
    Other = 0,
    IntegratedGpu = 1,
    DiscreteGpu = 2,
    VirtualGpu = 3,
    Cpu = 4,
}

[Flags]
internal enum QueueFlags
{
    GraphicsBit = 1,
    ComputeBit = 2,
    TransferBit = 4,
    SparseBindingBit = 8,
}

[Flags]
internal enum DeviceQueueCreateFlags
{
    None = 0,
}

internal enum DriverId
{
    AmdProprietary = 1,
    AmdOpenSource = 2,
    MesaRadv = 3,
    NvidiaProprietary = 4,
    IntelProprietaryWindows = 5,
    IntelOpenSourceMesa = 6,
    QualcommProprietary = 8,
    ArmProprietary = 9,
    GoogleSwiftshader = 10,
    MesaLlvmpipe = 13,
    Moltenvk = 14,
    MesaNvk = 24,
}

[Flags]
internal enum SubgroupFeatureFlags
{
    BasicBit = 1,
    VoteBit = 2,
    ArithmeticBit = 4,
    BallotBit = 8,
    ShuffleBit = 0x10,
    ShuffleRelativeBit = 0x20,
    ClusteredBit = 0x40,
    QuadBit = 0x80,
}

internal enum PointClippingBehavior
{
    AllClipPlanes = 0,
}

internal enum ShaderFloatControlsIndependence
{
    Independence32BitOnly = 0,
}

[Flags]
internal enum ResolveModeFlags
{
    None = 0,
}

[Flags]
internal enum SampleCountFlags
{
    None = 0,
}

internal enum ComponentTypeKHR
{
    Float16Khr = 0,
    Float32Khr = 1,
}

internal enum ScopeKHR
{
    SubgroupKhr = 3,
}

internal enum ComponentTypeNV
{
    Float16Khr = 0,
    Float32Khr = 1,
}

internal enum ScopeNV
{
    SubgroupKhr = 3,
}
