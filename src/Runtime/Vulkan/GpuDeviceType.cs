namespace SweepDsl.Runtime.Vulkan;

/// <summary>What kind of hardware a device is, in the order of preference when the user names none.</summary>
public enum GpuDeviceType
{
    /// <summary>A graphics card with memory of its own.</summary>
    Discrete,

    /// <summary>A GPU that shares the processor's memory.</summary>
    Integrated,

    /// <summary>A part of a GPU, given to a virtual machine.</summary>
    Virtual,

    /// <summary>The processor itself, through a software driver such as lavapipe.</summary>
    Cpu,

    /// <summary>None of these.</summary>
    Other,
}
