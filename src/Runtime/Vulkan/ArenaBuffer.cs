namespace SweepDsl.Runtime.Vulkan;

/// <summary>One buffer that a <see cref="DeviceArena"/> is asked for.</summary>
/// <param name="Label">Its name in captures and errors.</param>
/// <param name="ByteLength">Its size: a positive multiple of 4.</param>
public readonly record struct ArenaBuffer(string Label, long ByteLength);
