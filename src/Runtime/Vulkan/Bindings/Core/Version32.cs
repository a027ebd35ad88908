namespace Silk.NET.Core;

/// <summary>A Vulkan version packed in 32 bits: 10 for major, 10 for minor, 12 for patch.</summary>
internal readonly struct Version32(uint major, uint minor, uint patch)
{
    public readonly uint Value = (major << 22) | (minor << 12) | patch;

    public uint Major => (Value >> 22) & 0x7F;

    public uint Minor => (Value >> 12) & 0x3FF;

    public uint Patch => Value & 0xFFF;

    public static explicit operator Version32(uint value) => new(value >> 22, (value >> 12) & 0x3FF, value & 0xFFF);

    public static implicit operator uint(Version32 version) => version.Value;
}
