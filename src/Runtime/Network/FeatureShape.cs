namespace SweepDsl.Runtime.Network;

/// <summary>The shape of one example's features between two layers, without the batch axis. In memory channels are innermost (height, width, channels).</summary>
/// <param name="Channels">Channels of an image, or the length of a vector.</param>
/// <param name="Height">Rows; 1 for a vector.</param>
/// <param name="Width">Columns; 1 for a vector.</param>
/// <param name="IsFlat">
/// Whether a dense layer or <c>flatten</c> made a vector of it. A flattened image keeps its extents, so that a dense layer can order its weights as PyTorch does.
/// </param>
public readonly record struct FeatureShape(int Channels, int Height = 1, int Width = 1, bool IsFlat = false)
{
    /// <summary>Values of one example.</summary>
    public int Elements => checked(Channels * Height * Width);

    /// <inheritdoc/>
    public override string ToString() => IsFlat ? $"{Elements}" : $"{Height}x{Width}x{Channels}";
}
