namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The sizes of a batch norm, with the batch: rows of channels, in virtual batches that have statistics of their own.</summary>
/// <param name="Batch">Examples.</param>
/// <param name="Pixels">Pixels of an example; 1 of a vector.</param>
/// <param name="Channels">Channels, or the length of a vector.</param>
/// <param name="Ghost">Examples of a virtual batch (Hoffer et al. 2017), the last one of a batch perhaps smaller; null for the whole batch.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record BatchNormGeometry(int Batch, int Pixels, int Channels, int? Ghost, double Epsilon)
{
    /// <summary>How the rows are cut.</summary>
    public RowPieces Cut => new(checked(Batch * Pixels), checked(Math.Min(Ghost ?? Batch, Batch) * Pixels), Channels);

    /// <summary>Whether channels come in fours, so that four lie together at a multiple of 16 bytes.</summary>
    public bool HasVectorChannels => Channels % 4 == 0;
}
