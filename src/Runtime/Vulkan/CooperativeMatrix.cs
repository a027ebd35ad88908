namespace SweepDsl.Runtime.Vulkan;

/// <summary>A product of matrices that a device has units for: a subgroup multiplies [<paramref name="Rows"/>, <paramref name="Depth"/>] by [<paramref name="Depth"/>, <paramref name="Columns"/>] in float16 and adds in float32.</summary>
/// <param name="Extension">How shaders ask for it.</param>
/// <param name="Rows">Rows of the sums.</param>
/// <param name="Columns">Columns of the sums.</param>
/// <param name="Depth">Terms of each sum.</param>
public sealed record CooperativeMatrix(CooperativeMatrixExtension Extension, int Rows, int Columns, int Depth)
{
    /// <summary>Such as <c>16x16x16</c>: rows, columns, depth.</summary>
    public string Sizes => $"{Rows}x{Columns}x{Depth}";

    /// <summary>Multiplications of one product.</summary>
    public int Multiplications => Rows * Columns * Depth;
}
