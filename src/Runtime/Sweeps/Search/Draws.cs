using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>Makes values of dimensions: those of a grid, those at a point of the unit cube, and those drawn at random.</summary>
internal static class Draws
{
    /// <summary>The values at a point of the unit cube.</summary>
    /// <param name="dimensions">The dimensions.</param>
    /// <param name="unit">A coordinate in [0, 1) for each.</param>
    public static ImmutableArray<double> At(IReadOnlyList<Dimension> dimensions, ReadOnlySpan<double> unit)
    {
        if (unit.Length != dimensions.Count)
        {
            throw new ArgumentException($"{unit.Length} coordinates were given for {dimensions.Count} dimensions.", nameof(unit));
        }

        double[] drawn = new double[unit.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            Distribution distribution = dimensions[i].Distribution;
            double value = distribution.Quantile(unit[i]);
            drawn[i] = distribution is { IsDiscrete: true } and not SpacedDistribution ? value : Shortened(value);
        }

        return [.. drawn];
    }

    /// <summary>All combinations of the levels of the dimensions, in an order.</summary>
    /// <param name="dimensions">The dimensions.</param>
    /// <param name="order">The order.</param>
    /// <param name="seed">The seed of a shuffled order.</param>
    /// <exception cref="InvalidOperationException">A dimension has uncountably many values.</exception>
    public static IEnumerable<ImmutableArray<double>> Grid(IReadOnlyList<Dimension> dimensions, GridOrder order, int seed)
    {
        if (dimensions.FirstOrDefault(dimension => !dimension.Distribution.IsDiscrete) is { } continuous)
        {
            throw new InvalidOperationException($"'{continuous.Name}' is drawn from {continuous.Distribution}, so the points cannot be listed.");
        }

        return GridPoints.Of([.. dimensions.Select(dimension => dimension.Distribution.LevelCount!.Value)], order, seed)
            .Select(levels => ImmutableArray.CreateRange(levels.Select((level, i) => Level(dimensions[i].Distribution, level))));
    }

    /// <summary>The value of a level. Of a parameter that is tuned it may lie beyond the ends.</summary>
    public static double Level(Distribution distribution, long level) => distribution is SpacedDistribution ? Shortened(distribution.Level(level)) : distribution.Level(level);

    /// <summary>The point of the unit cube that a search draws first, second, ...: independent of how many are drawn.</summary>
    /// <param name="dimensions">Number of coordinates.</param>
    /// <param name="seed">The search seed.</param>
    /// <param name="index">Which draw.</param>
    public static double[] Unit(int dimensions, int seed, int index)
    {
        Philox numbers = new(seed, RandomPurpose.SearchPoints);
        double[] unit = new double[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            PhiloxBlock block = numbers.Draw((uint)index, (uint)i);

            // 53 bits: all that a double below 1 can tell apart.
            unit[i] = ((((ulong)block.Word0 << 32) | block.Word1) >> 11) * (1.0 / (1L << 53));
        }

        return unit;
    }

    // Nine digits are more than float32 tells apart, and machines whose exp and log differ in the last bit agree on them: identities of trials are the same everywhere.
    private static double Shortened(double value) => double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
