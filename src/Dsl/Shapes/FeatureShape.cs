using System.Globalization;

namespace SweepDsl.Dsl.Shapes;

/// <summary>Shape of one example's features between two layers.</summary>
/// <param name="Height">Rows; 1 of a vector.</param>
/// <param name="Width">Columns; 1 of a vector.</param>
/// <param name="Channels">Channels, or the length of a vector.</param>
/// <param name="IsFlat">Whether it is a vector.</param>
internal readonly record struct FeatureShape(long Height, long Width, long Channels, bool IsFlat)
{
    /// <summary>Values of one example; extents are bounded so that the product keeps within 64 bits.</summary>
    public long Elements => checked(Height * Width * Channels);

    /// <summary>A vector.</summary>
    public static FeatureShape Vector(long length) => new(1, 1, length, IsFlat: true);

    /// <inheritdoc/>
    public override string ToString() => IsFlat
        ? Elements.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "{0}x{1}x{2}", Height, Width, Channels);
}
