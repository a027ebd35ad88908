using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Facts of the texel formats.</summary>
internal static class TexelFormats
{
    /// <summary>Bytes of one texel.</summary>
    public static int TexelBytes(this TexelFormat format) => format == TexelFormat.Float4 ? 4 * sizeof(float) : sizeof(float);

    public static Format ToVulkan(this TexelFormat format) => format == TexelFormat.Float4 ? Format.R32G32B32A32Sfloat : Format.R32Sfloat;
}
