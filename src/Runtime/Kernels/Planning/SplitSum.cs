namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// How the long sum behind each weight's gradient is cut in pieces that are summed at the same time and added afterwards. It follows from the shapes alone,
/// never from a tile or a device, so that the order of the sum is the same everywhere.
/// </summary>
/// <param name="Pieces">Number of pieces.</param>
/// <param name="PieceLength">Terms of each piece but the last, which may have fewer.</param>
internal readonly record struct SplitSum(int Pieces, int PieceLength)
{
    // Enough independent sums to fill a large GPU, 64 weights an invocation; no piece so short that adding the pieces up costs as much as making them.
    private const long WantedInvocations = 8192;
    private const long WeightsPerInvocation = 64;
    private const long ShortestPiece = 256;

    /// <summary>The cut for <paramref name="weights"/> sums of <paramref name="terms"/> terms each.</summary>
    public static SplitSum Of(long weights, long terms)
    {
        long invocations = WholeNumbers.CeilDiv(weights, WeightsPerInvocation);
        long pieces = Math.Clamp(WholeNumbers.CeilDiv(WantedInvocations, invocations), 1, WholeNumbers.CeilDiv(terms, ShortestPiece));
        long length = WholeNumbers.CeilDiv(terms, pieces);
        return new SplitSum(checked((int)WholeNumbers.CeilDiv(terms, length)), checked((int)length));
    }

    /// <summary>Whether every piece of a sum of <paramref name="terms"/> terms is a multiple of <paramref name="length"/> long.</summary>
    public bool IsWholeIn(int length, long terms) => terms % length == 0 && (Pieces == 1 || PieceLength % length == 0);
}
