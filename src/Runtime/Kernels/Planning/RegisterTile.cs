namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>What one invocation of a product kernel makes: <paramref name="Rows"/> by four times <paramref name="Vectors"/> outputs, kept in registers. No result depends on it.</summary>
/// <param name="Rows">Pixels, examples or weights' rows.</param>
/// <param name="Vectors">Channels, in fours.</param>
internal readonly record struct RegisterTile(int Rows, int Vectors)
{
    /// <summary>Channels of a tile.</summary>
    public int Columns => 4 * Vectors;

    /// <summary>A tile for a convolution. It follows from the layer alone, so that batches of all sizes share a pipeline.</summary>
    public static RegisterTile ForConvolution(int columns) => new(8, columns > 4 ? 2 : 1);

    /// <summary>A tile for a product of matrices. Few outputs get small tiles, that they may still be spread over the device's processors.</summary>
    public static RegisterTile ForProduct(long rows, int columns) => (rows * columns) switch
    {
        >= 16_384 => new(8, columns > 4 ? 2 : 1),
        >= 4096 => new(4, 1),
        _ => new(1, 1),
    };

    /// <summary>Tiles that cover so many rows and columns.</summary>
    public long Count(long rows, long columns) => ((rows + Rows - 1) / Rows) * ((columns + Columns - 1) / Columns);
}
