using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels;

/// <summary>A byte range of a <see cref="LogicalBuffer"/>: what a dispatch binds.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="ByteOffset">First byte; the device wants a multiple of its <c>minStorageBufferOffsetAlignment</c>, or <c>minTexelBufferOffsetAlignment</c> (at most 256).</param>
/// <param name="ByteLength">Number of bytes.</param>
/// <param name="Texels">What each texel holds, for a kernel's <c>samplerBuffer</c>; null for its storage buffers.</param>
public readonly record struct BufferView(LogicalBuffer Buffer, long ByteOffset, long ByteLength, TexelFormat? Texels = null)
{
    /// <summary>How its values lie.</summary>
    public ElementType Elements => Buffer.Elements;

    /// <summary>
    /// The same bytes for a kernel's <c>samplerBuffer</c>: <c>texelFetch(…, i)</c> reads texel <c>i</c>, counted from the view's first byte. Fetches beyond the last are undefined.
    /// </summary>
    /// <param name="format">What each texel holds.</param>
    /// <exception cref="ArgumentException">The view is no whole number of texels.</exception>
    public BufferView AsTexels(TexelFormat format) => ByteLength % format.TexelBytes() == 0
        ? this with { Texels = format }
        : throw new ArgumentException(
            $"{this} is no whole number of {format} texels, which have {format.TexelBytes()} bytes each; shorten the view or read its values singly.",
            nameof(format));

    /// <summary>Whether both views share at least one byte.</summary>
    public bool Overlaps(BufferView other) =>
        ReferenceEquals(Buffer, other.Buffer)
        && ByteOffset < other.ByteOffset + other.ByteLength
        && other.ByteOffset < ByteOffset + ByteLength;

    /// <inheritdoc/>
    public override string ToString() => $"{Buffer.Name}[{ByteOffset}..{ByteOffset + ByteLength}]";
}
