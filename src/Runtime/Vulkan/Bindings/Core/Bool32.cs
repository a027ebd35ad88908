namespace Silk.NET.Core;

/// <summary>A Vulkan boolean: 32 bits, 0 or 1.</summary>
internal readonly struct Bool32(uint value)
{
    public readonly uint Value = value;

    public static implicit operator bool(Bool32 value) => value.Value != 0;

    public static implicit operator Bool32(bool value) => new(value ? 1u : 0u);
}
