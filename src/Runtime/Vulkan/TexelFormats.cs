using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Facts of the texel formats.</summary>
internal static class TexelFormats
{
    /// <summary>Bytes of one texel.</summary>
    public static int TexelBytes(this TexelFormat format) => format switch
    {
        TexelFormat.Float4 => 4 * sizeof(float),
        TexelFormat.Half1 => sizeof(ushort),
        TexelFormat.Half4 => 4 * sizeof(ushort),
        _ => sizeof(float),
    };

    public static Format ToVulkan(this TexelFormat format) => format switch
    {
        TexelFormat.Float4 => Format.R32G32B32A32Sfloat,
        TexelFormat.Half1 => Format.R16Sfloat,
        TexelFormat.Half4 => Format.R16G16B16A16Sfloat,
        _ => Format.R32Sfloat,
    };
}
