namespace SweepDsl.Runtime.Vulkan;

/// <summary>What was asked for is well formed, and more than the device, or any kernel, can do. Something smaller can be done.</summary>
/// <param name="message">What is too large, how large it is, and what is allowed.</param>
/// <param name="parameter">The argument that asked for it.</param>
public sealed class DeviceLimitException(string message, string parameter) : ArgumentException(message, parameter);
