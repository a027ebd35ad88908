namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// How the rows of a batch (its pixels, or its examples) are cut for sums over them: in groups, whose sums are wanted, and each of those in pieces, which are summed at the same time and
/// put together afterwards. It follows from the shapes alone, so that the order of every sum is the same everywhere. <c>include/row_pieces.glsl</c> is its twin.
/// </summary>
/// <param name="Rows">Rows of the batch.</param>
/// <param name="GroupRows">Rows of a group, at most <paramref name="Rows"/>; the last group may have fewer.</param>
/// <param name="Columns">Values of a row.</param>
public sealed record RowPieces(int Rows, int GroupRows, int Columns)
{
    // No piece so short that putting the pieces together costs as much as summing them; enough of them to fill a large GPU.
    private const long ShortestPiece = 64;
    private const long MostPieces = 1024;

    /// <summary>Number of groups.</summary>
    public int Groups => (int)WholeNumbers.CeilDiv(Rows, GroupRows);

    /// <summary>Rows of a piece; the last one of a group may have fewer, or none.</summary>
    public int PieceRows => (int)Math.Min(GroupRows, Math.Max(ShortestPiece, WholeNumbers.CeilDiv(GroupRows, MostPieces)));

    /// <summary>Pieces of each group.</summary>
    public int PiecesPerGroup => (int)WholeNumbers.CeilDiv(GroupRows, PieceRows);

    /// <summary>Number of pieces.</summary>
    public int Pieces => checked(Groups * PiecesPerGroup);

    /// <summary>Fours of columns, the last one perhaps not full.</summary>
    public int Vectors => (int)WholeNumbers.CeilDiv(Columns, 4);

    /// <summary>Floats from one row of results to the next.</summary>
    public int Stride => 4 * Vectors;

    /// <summary>Values of the batch.</summary>
    public long Values => (long)Rows * Columns;

    /// <summary>Floats of one result for each column and group.</summary>
    public long GroupValues => (long)Groups * Stride;

    /// <summary>Floats of one result for each column and piece.</summary>
    public long PieceValues => (long)Pieces * Stride;
}
