using System.Collections.Immutable;
using System.Globalization;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>The points of a study: what is drawn, and the parameters that follow from what was drawn.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
/// <param name="dimensions">What is drawn.</param>
/// <param name="parameters">The parameters at the drawn values, which come in the order of the dimensions; of a list its index comes.</param>
public sealed class SearchSpace<TParameters>(ImmutableArray<Dimension> dimensions, PointParameters<TParameters> parameters)
    where TParameters : struct
{
    /// <summary>What is drawn; a point has a coordinate in [0, 1) for each.</summary>
    public ImmutableArray<Dimension> Dimensions { get; } = dimensions;

    /// <summary>In which order <see cref="Points"/> come.</summary>
    public GridOrder Order { get; init; }

    /// <summary>The seed of a shuffled order.</summary>
    public int Seed { get; init; }

    /// <summary>All points, in the study's order, each once: where a condition leaves a parameter without effect, combinations that differ in it alone are one point.</summary>
    /// <exception cref="InvalidOperationException">A dimension has uncountably many values.</exception>
    public IEnumerable<TParameters> Points
    {
        get
        {
            if (Dimensions.FirstOrDefault(dimension => !dimension.Distribution.IsDiscrete) is { } continuous)
            {
                throw new InvalidOperationException($"'{continuous.Name}' is drawn from {continuous.Distribution}, so the points cannot be listed.");
            }

            return GridPoints.Of([.. Dimensions.Select(dimension => dimension.Distribution.LevelCount!.Value)], Order, Seed).Select(AtLevels).Distinct();
        }
    }

    /// <summary>The parameters at a point of the unit cube.</summary>
    /// <param name="unit">A coordinate in [0, 1) for each dimension.</param>
    public TParameters At(ReadOnlySpan<double> unit)
    {
        if (unit.Length != Dimensions.Length)
        {
            throw new ArgumentException($"{unit.Length} coordinates were given for {Dimensions.Length} dimensions.", nameof(unit));
        }

        double[] drawn = new double[unit.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            Distribution distribution = Dimensions[i].Distribution;
            double value = distribution.Quantile(unit[i]);
            drawn[i] = distribution.IsDiscrete ? value : Shortened(value);
        }

        return parameters(drawn);
    }

    // Nine digits are more than float32 tells apart, and machines whose exp and log differ in the last bit agree on them: identities of trials are the same everywhere.
    private static double Shortened(double value) => double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private TParameters AtLevels(long[] levels) => parameters([.. levels.Select((level, i) => Dimensions[i].Distribution.Level(level))]);
}
