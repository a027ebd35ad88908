namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// What a workgroup of a tiled kernel makes, <paramref name="Rows"/> by <paramref name="Columns"/> outputs, of which each invocation keeps <paramref name="ThreadRows"/> by
/// <paramref name="ThreadColumns"/> in registers. All sizes are multiples of 4. Written as <c>tiled 64x64x16/8x4</c>.
/// </summary>
/// <param name="Rows">Pixels, examples or weights' rows.</param>
/// <param name="Columns">Channels.</param>
/// <param name="Depth">Terms of the sums that are in shared memory at a time.</param>
/// <param name="ThreadRows">Rows of one invocation.</param>
/// <param name="ThreadColumns">Columns of one invocation.</param>
public sealed record WorkgroupTile(int Rows, int Columns, int Depth, int ThreadRows, int ThreadColumns) : ProductTile(KernelFamily.Tiled)
{
    private const int VectorLength = 4;

    /// <summary>Invocations of a workgroup.</summary>
    public int Threads => Rows / ThreadRows * (Columns / ThreadColumns);

    /// <summary>Bytes of shared memory of a workgroup: two halves, each with <see cref="Depth"/> rows of both factors, a vector longer than they need be.</summary>
    public long SharedBytes => 2L * Depth * (Rows + Columns + (2 * VectorLength)) * sizeof(float);

    /// <summary>Whether the kernels can be made with these sizes: whole vectors, whole parts, and an invocation for each column.</summary>
    public bool IsWhole =>
        new[] { Rows, Columns, Depth, ThreadRows, ThreadColumns }.All(size => size > 0 && size % VectorLength == 0)
        && Rows % ThreadRows == 0
        && Columns % ThreadColumns == 0
        && Columns <= Threads;

    /// <summary>Whether a device grants a workgroup and shared memory of this size.</summary>
    public bool Fits(DeviceTraits device) =>
        Threads <= device.MaxWorkgroupInvocations && Threads <= device.MaxWorkgroupSizeX && SharedBytes <= device.SharedMemoryBytes;

    /// <summary>Workgroups that cover so many rows and columns.</summary>
    public long Count(long rows, long columns) => WholeNumbers.CeilDiv(rows, Rows) * WholeNumbers.CeilDiv(columns, Columns);

    /// <inheritdoc/>
    public override string ToString() => $"tiled {Rows}x{Columns}x{Depth}/{ThreadRows}x{ThreadColumns}";
}
