namespace SweepDsl.Runtime.Training;

/// <summary>A device, as <c>sweep devices</c> lists it.</summary>
/// <param name="Index">What <c>--device</c> takes, besides the name.</param>
/// <param name="Name">The device's name.</param>
/// <param name="Kind">Discrete, integrated, virtual, CPU or other.</param>
/// <param name="Driver">The driver's name and version.</param>
/// <param name="ApiVersion">The Vulkan version it offers.</param>
/// <param name="MemoryBytes">Bytes of its own memory.</param>
/// <param name="Unusable">Why it cannot be used; null when it can.</param>
public sealed record DeviceDescription(int Index, string Name, string Kind, string Driver, string ApiVersion, long MemoryBytes, string? Unusable);
