namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// What a workgroup makes of a product, <paramref name="Rows"/> by <paramref name="Columns"/> outputs, from tiles of both factors in shared memory. It falls into parts of
/// <paramref name="PartRows"/> by <paramref name="PartColumns"/> outputs, one for each invocation or each subgroup.
/// </summary>
/// <param name="Family">The family.</param>
/// <param name="Rows">Pixels, examples or weights' rows.</param>
/// <param name="Columns">Channels.</param>
/// <param name="Depth">Terms of the sums that are in shared memory at a time.</param>
/// <param name="PartRows">Rows of a part.</param>
/// <param name="PartColumns">Columns of a part.</param>
public abstract record SharedTile(KernelFamily Family, int Rows, int Columns, int Depth, int PartRows, int PartColumns) : ProductTile(Family)
{
    /// <summary>How a round of terms is kept and multiplied.</summary>
    public abstract TileProduct Product { get; }

    /// <summary>Invocations of a workgroup.</summary>
    public abstract int Threads { get; }

    /// <summary>Bytes of shared memory of a workgroup.</summary>
    public abstract long SharedBytes { get; }

    /// <summary>Invocations that the subgroups must have; 0 where it does not matter.</summary>
    public virtual int SubgroupSize => 0;

    /// <summary>Sizes of the matrices that a subgroup multiplies at once; they say nothing where invocations multiply by themselves.</summary>
    public virtual (int Rows, int Columns, int Depth) Matrix => (16, 16, 16);

    /// <summary>Parts of the tile.</summary>
    protected int Parts => Rows / PartRows * (Columns / PartColumns);

    /// <summary>Whether a device grants a workgroup and shared memory of this size.</summary>
    public virtual bool Fits(DeviceTraits device) =>
        Threads <= device.MaxWorkgroupInvocations && Threads <= device.MaxWorkgroupSizeX && SharedBytes <= device.SharedMemoryBytes;

    /// <summary>Workgroups that cover so many rows and columns.</summary>
    public long Count(long rows, long columns) => WholeNumbers.CeilDiv(rows, Rows) * WholeNumbers.CeilDiv(columns, Columns);

    /// <summary>Whether parts and workgroup come out whole: sizes that are multiples of a vector's, parts that divide the tile, and an invocation for each column.</summary>
    protected bool HasWholeParts(int vector) =>
        new[] { Rows, Columns, Depth, PartRows, PartColumns }.All(size => size > 0 && size % vector == 0)
        && Rows % PartRows == 0
        && Columns % PartColumns == 0
        && Columns <= Threads;
}
