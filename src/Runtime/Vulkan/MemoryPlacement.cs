namespace SweepDsl.Runtime.Vulkan;

/// <summary>Which memory buffers lie in.</summary>
internal enum MemoryPlacement
{
    /// <summary>The device's own, visible to the host where that costs nothing.</summary>
    Device,

    /// <summary>Visible to the host, to copy to and from the device.</summary>
    Staging,
}
