namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>What one invocation of a register kernel makes: <paramref name="Rows"/> by four times <paramref name="Vectors"/> outputs. Written as <c>register 8x2</c>.</summary>
/// <param name="Rows">Pixels, examples or weights' rows; a multiple of 4 where the weight's gradient is made.</param>
/// <param name="Vectors">Channels, in fours.</param>
public sealed record RegisterTile(int Rows, int Vectors) : ProductTile(KernelFamily.Register)
{
    /// <summary>Channels of a tile.</summary>
    public int Columns => 4 * Vectors;

    /// <summary>Tiles that cover so many rows and columns.</summary>
    public long Count(long rows, long columns) => WholeNumbers.CeilDiv(rows, Rows) * WholeNumbers.CeilDiv(columns, Columns);

    /// <inheritdoc/>
    public override string ToString() => $"register {Rows}x{Vectors}";
}
