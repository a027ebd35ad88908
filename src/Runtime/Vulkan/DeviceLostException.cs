namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The device is gone: it was lost, or did not finish in time. Its memory is undefined from here on; close it and open it anew to go on.
/// </summary>
public sealed class DeviceLostException : GpuException
{
    internal DeviceLostException(string call, string result, string subject, string explanation, string? validationMessage)
        : base(call, result, subject, explanation, validationMessage)
    {
    }
}
