using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// A tile of which each subgroup makes <paramref name="PartRows"/> by <paramref name="PartColumns"/> outputs by the device's units for products of matrices in float16.
/// Written as <c>cooperative 128x64x32/64x32 by 16x16x16 KHR of 32</c>.
/// </summary>
/// <param name="Rows">Pixels, examples or weights' rows.</param>
/// <param name="Columns">Channels.</param>
/// <param name="Depth">Terms of the sums that are in shared memory at a time.</param>
/// <param name="PartRows">Rows of one subgroup.</param>
/// <param name="PartColumns">Columns of one subgroup.</param>
/// <param name="Unit">What a subgroup multiplies at once.</param>
/// <param name="Lanes">Invocations of a subgroup.</param>
public sealed record CooperativeTile(int Rows, int Columns, int Depth, int PartRows, int PartColumns, CooperativeMatrix Unit, int Lanes)
    : SharedTile(KernelFamily.Cooperative, Rows, Columns, Depth, PartRows, PartColumns)
{
    // Matrices begin at whole 16 bytes of shared memory, and so do rows, which are 16 bytes longer than they need be.
    private const int Alignment = 8;
    private const int HalfBytes = 2;

    /// <inheritdoc/>
    public override TileProduct Product => TileProduct.Cooperative(Unit.Extension);

    /// <inheritdoc/>
    public override int Threads => Parts * Lanes;

    /// <summary>Bytes of shared memory of a workgroup: two halves of both factors, whichever way they lie, and a matrix of sums for each subgroup.</summary>
    public override long SharedBytes => (2 * HalfBytes * (MostOf(Rows) + MostOf(Columns))) + ((long)Parts * Unit.Rows * Unit.Columns * sizeof(float));

    /// <inheritdoc/>
    public override int SubgroupSize => Lanes;

    /// <inheritdoc/>
    public override (int Rows, int Columns, int Depth) Matrix => (Unit.Rows, Unit.Columns, Unit.Depth);

    /// <summary>Whether the kernels can be made with these sizes: parts and depth of whole matrices.</summary>
    public bool IsWhole =>
        HasWholeParts(Alignment)
        && new[] { Unit.Rows, Unit.Columns, Unit.Depth }.All(size => size > 0 && size % Alignment == 0)
        && PartRows % Unit.Rows == 0
        && PartColumns % Unit.Columns == 0
        && Depth % Unit.Depth == 0;

    /// <inheritdoc/>
    public override bool Fits(DeviceTraits device) => base.Fits(device) && device.SubgroupSize == Lanes && device.Matrix == Unit;

    /// <inheritdoc/>
    public override string ToString() => $"cooperative {Rows}x{Columns}x{Depth}/{PartRows}x{PartColumns} by {Unit.Sizes} {Unit.Extension} of {Lanes}";

    private long MostOf(int length) => Math.Max(length * (Depth + Alignment), Depth * (length + Alignment));
}
