namespace SweepDsl.Runtime.Kernels;

/// <summary>
/// A buffer as a plan knows it: a name, a size and a lifetime, without device memory. Equality is identity.
/// </summary>
/// <param name="name">Name for labels, plans and errors, such as <c>layers.0.output</c>.</param>
/// <param name="byteLength">Size in bytes; a positive multiple of 4.</param>
/// <param name="lifetime">Whether contents outlive the step.</param>
/// <param name="elements">How its values lie; null for values of 4 bytes.</param>
public sealed class LogicalBuffer(string name, long byteLength, BufferLifetime lifetime, ElementType? elements = null)
{
    /// <summary>Name for labels, plans and errors.</summary>
    public string Name { get; } = name;

    /// <summary>Size in bytes.</summary>
    public long ByteLength { get; } = byteLength > 0 && byteLength % sizeof(uint) == 0
        ? byteLength
        : throw new ArgumentOutOfRangeException(nameof(byteLength), byteLength, $"The size of buffer '{name}' must be a positive multiple of 4 bytes.");

    /// <summary>Whether contents outlive the step.</summary>
    public BufferLifetime Lifetime { get; } = lifetime;

    /// <summary>How its values lie.</summary>
    public ElementType Elements { get; } = elements ?? ElementType.Float32;

    /// <summary>The whole buffer as a view.</summary>
    public BufferView View => new(this, 0, ByteLength);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({ByteLength} B, {Lifetime})";
}
