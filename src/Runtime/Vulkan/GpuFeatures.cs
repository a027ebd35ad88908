namespace SweepDsl.Runtime.Vulkan;

/// <summary>Optional abilities of a device. Of those that are present, subgroup sizes, 16-bit storage, the memory budget and cooperative matrices with what they need are switched on when it is opened: no kernel uses the others.</summary>
[Flags]
public enum GpuFeatures
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>float16 arithmetic.</summary>
    Float16 = 1 << 0,

    /// <summary>float64 arithmetic.</summary>
    Float64 = 1 << 1,

    /// <summary>8-bit integer arithmetic.</summary>
    Int8 = 1 << 2,

    /// <summary>16-bit integer arithmetic.</summary>
    Int16 = 1 << 3,

    /// <summary>64-bit integer arithmetic.</summary>
    Int64 = 1 << 4,

    /// <summary>8-bit values in storage buffers.</summary>
    Storage8Bit = 1 << 5,

    /// <summary>16-bit values in storage buffers.</summary>
    Storage16Bit = 1 << 6,

    /// <summary>The subgroup size of a pipeline can be chosen.</summary>
    SubgroupSizeControl = 1 << 7,

    /// <summary>Full subgroups can be demanded.</summary>
    FullSubgroups = 1 << 8,

    /// <summary>Timeline semaphores.</summary>
    TimelineSemaphore = 1 << 9,

    /// <summary>The host can reset queries.</summary>
    HostQueryReset = 1 << 10,

    /// <summary>Buffers have addresses in shaders.</summary>
    BufferDeviceAddress = 1 << 11,

    /// <summary>The Vulkan memory model, device scope included.</summary>
    MemoryModel = 1 << 12,

    /// <summary>The driver says how much memory is free.</summary>
    MemoryBudget = 1 << 13,

    /// <summary>Cooperative matrices of VK_KHR_cooperative_matrix, and what their shaders want besides: float16, 16-bit storage, the memory model, full subgroups.</summary>
    CooperativeMatrixKhr = 1 << 14,

    /// <summary>Cooperative matrices of VK_NV_cooperative_matrix, likewise.</summary>
    CooperativeMatrixNV = 1 << 15,
}
