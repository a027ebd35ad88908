namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>A tile of which each invocation keeps <paramref name="PartRows"/> by <paramref name="PartColumns"/> outputs in registers. All sizes are multiples of 4. Written as <c>tiled 64x64x16/8x4</c>.</summary>
/// <param name="Rows">Pixels, examples or weights' rows.</param>
/// <param name="Columns">Channels.</param>
/// <param name="Depth">Terms of the sums that are in shared memory at a time.</param>
/// <param name="PartRows">Rows of one invocation.</param>
/// <param name="PartColumns">Columns of one invocation.</param>
public sealed record WorkgroupTile(int Rows, int Columns, int Depth, int PartRows, int PartColumns) : SharedTile(KernelFamily.Tiled, Rows, Columns, Depth, PartRows, PartColumns)
{
    private const int VectorLength = 4;

    /// <inheritdoc/>
    public override TileProduct Product => TileProduct.Fma;

    /// <inheritdoc/>
    public override int Threads => Parts;

    /// <summary>Bytes of shared memory of a workgroup: two halves, each with <see cref="SharedTile.Depth"/> rows of both factors, a vector longer than they need be.</summary>
    public override long SharedBytes => 2L * Depth * (Rows + Columns + (2 * VectorLength)) * sizeof(float);

    /// <summary>Whether the kernels can be made with these sizes.</summary>
    public bool IsWhole => HasWholeParts(VectorLength);

    /// <inheritdoc/>
    public override string ToString() => $"tiled {Rows}x{Columns}x{Depth}/{PartRows}x{PartColumns}";
}
