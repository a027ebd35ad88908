namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>
/// Values at equal distances, or at equal ratios, all equally probable: what is tuned inside a point. Level i is min + i (max - min) / (count - 1), or min (max / min)^(i / (count - 1)). Levels below 0 and from
/// <paramref name="Count"/> on go on at the same distance beyond the ends, where a search that finds its best at an end looks further.
/// </summary>
/// <param name="Min">The first level; above 0 where ratios are equal.</param>
/// <param name="Max">The last level; above <paramref name="Min"/>.</param>
/// <param name="Count">Number of levels, at least 2.</param>
/// <param name="IsLogarithmic">Whether neighbours have equal ratios; otherwise equal distances.</param>
public sealed record SpacedDistribution(double Min, double Max, int Count, bool IsLogarithmic) : Distribution
{
    /// <inheritdoc/>
    public override long? LevelCount => Count;

    /// <inheritdoc/>
    public override double Quantile(double u) => Level(Math.Min((long)(u * Count), Count - 1));

    /// <summary>The value of a level; those outside 0 to <see cref="Count"/> - 1 lie beyond the ends.</summary>
    public override double Level(long index)
    {
        // The ends exactly as they were written.
        if (index == 0 || index == Count - 1)
        {
            return index == 0 ? Min : Max;
        }

        double share = (double)index / (Count - 1);
        return IsLogarithmic ? Min * Math.Pow(Max / Min, share) : Min + (share * (Max - Min));
    }
}
