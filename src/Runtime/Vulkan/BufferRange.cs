namespace SweepDsl.Runtime.Vulkan;

/// <summary>A byte range of a buffer on a device: what a dispatch binds and a copy reads or writes.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="ByteOffset">First byte.</param>
/// <param name="ByteLength">Number of bytes.</param>
/// <param name="Texels">What each texel holds, for a binding that reads texels; null for all else.</param>
public readonly record struct BufferRange(GpuBuffer Buffer, long ByteOffset, long ByteLength, TexelFormat? Texels = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Buffer.Label}[{ByteOffset}..{ByteOffset + ByteLength}]";

    internal void ThrowIfOutside()
    {
        ArgumentNullException.ThrowIfNull(Buffer);
        if (ByteOffset < 0 || ByteLength <= 0 || ByteOffset > Buffer.ByteLength - ByteLength)
        {
            throw new ArgumentOutOfRangeException(nameof(ByteLength), $"{this} lies outside its buffer of {Buffer.ByteLength} bytes.");
        }
    }
}
