namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>int_uniform</c>: whole numbers, all equally probable. Quantile: min + floor(u (max - min + 1)).</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest, which is included.</param>
public sealed record IntUniformDistribution(int Min, int Max) : Distribution
{
    /// <inheritdoc/>
    public override long? LevelCount => (long)Max - Min + 1;

    /// <inheritdoc/>
    public override double Quantile(double u) => Math.Min(Min + Math.Floor(u * ((double)Max - Min + 1)), Max);

    /// <inheritdoc/>
    public override double Level(long index) => Min + index;
}
