namespace SweepDsl.Runtime.Vulkan;

/// <summary>How a kernel sees a buffer at one of its bindings.</summary>
public enum BindingKind
{
    /// <summary>A <c>buffer</c> block.</summary>
    StorageBuffer,

    /// <summary>A <c>uniform samplerBuffer</c>, which <c>texelFetch</c> reads.</summary>
    TexelBuffer,
}
