namespace SweepDsl.Runtime.Vulkan;

/// <summary>What one <c>texelFetch</c> reads; every device reads all of them from uniform texel buffers.</summary>
public enum TexelFormat
{
    /// <summary>One float of 4 bytes, in <c>x</c> (<c>VK_FORMAT_R32_SFLOAT</c>).</summary>
    Float1,

    /// <summary>Four floats of 16 bytes together (<c>VK_FORMAT_R32G32B32A32_SFLOAT</c>).</summary>
    Float4,

    /// <summary>One float of 2 bytes, in <c>x</c> (<c>VK_FORMAT_R16_SFLOAT</c>).</summary>
    Half1,

    /// <summary>Four floats of 8 bytes together (<c>VK_FORMAT_R16G16B16A16_SFLOAT</c>).</summary>
    Half4,
}
