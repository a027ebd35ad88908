namespace SweepDsl.Runtime.Kernels;

/// <summary>A byte range of a <see cref="LogicalBuffer"/>: what a dispatch binds.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="ByteOffset">First byte; the device wants a multiple of its <c>minStorageBufferOffsetAlignment</c> (at most 256).</param>
/// <param name="ByteLength">Number of bytes.</param>
public readonly record struct BufferView(LogicalBuffer Buffer, long ByteOffset, long ByteLength)
{
    /// <summary>Whether both views share at least one byte.</summary>
    public bool Overlaps(BufferView other) =>
        ReferenceEquals(Buffer, other.Buffer)
        && ByteOffset < other.ByteOffset + other.ByteLength
        && other.ByteOffset < ByteOffset + ByteLength;

    /// <inheritdoc/>
    public override string ToString() => $"{Buffer.Name}[{ByteOffset}..{ByteOffset + ByteLength}]";
}
