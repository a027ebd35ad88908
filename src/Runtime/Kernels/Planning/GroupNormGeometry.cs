namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The sizes of a group norm, with the batch; a layer norm is one of one group.</summary>
/// <param name="Batch">Examples.</param>
/// <param name="Pixels">Pixels of an example; 1 of a vector.</param>
/// <param name="Channels">Channels, or the length of a vector.</param>
/// <param name="Groups">Groups of neighbouring channels with statistics of their own in each example; divides the channels.</param>
/// <param name="IsPerElement">Whether each value of an example has a scale and a shift of its own; otherwise each channel.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record GroupNormGeometry(int Batch, int Pixels, int Channels, int Groups, bool IsPerElement, double Epsilon)
{
    /// <summary>Values of an example.</summary>
    public int Elements => checked(Pixels * Channels);

    /// <summary>Number of scales, and of shifts.</summary>
    public int AffineLength => IsPerElement ? Elements : Channels;

    /// <summary>Number of means, and of variances.</summary>
    public long Statistics => (long)Batch * Groups;

    /// <summary>How the rows behind each scale and shift are cut: pixels of the batch, or its examples.</summary>
    public RowPieces Cut => IsPerElement ? new(Batch, Batch, Elements) : new(checked(Batch * Pixels), checked(Batch * Pixels), Channels);

    /// <summary>Where the statistics of a value lie, by row and column of <see cref="Cut"/>.</summary>
    public StatisticsPlace Place => new(IsPerElement ? 1 : Pixels, Groups, Channels, Channels / Groups);

    // One group's values lie together, whatever the pixels.
    internal int KernelPixels => Groups == 1 ? 1 : Pixels;

    internal int KernelChannels => Groups == 1 ? Elements : Channels;

    internal bool HasVectorValues => KernelChannels / Groups % 4 == 0 && AffineLength % 4 == 0;
}
