namespace SweepDsl.Runtime.Vulkan;

/// <summary>The device has not enough memory for what was asked; the device itself stays usable.</summary>
public sealed class OutOfDeviceMemoryException : GpuException
{
    internal OutOfDeviceMemoryException(string call, string result, string subject, string explanation, string? validationMessage)
        : base(call, result, subject, explanation, validationMessage)
    {
    }
}
