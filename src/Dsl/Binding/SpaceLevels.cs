using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Binding;

/// <summary>
/// The combinations of values at which a space is checked: all of them where they are few enough; otherwise its corners and a sample that fills it evenly, the same at every build. A combination has a number for
/// each dimension: of a list an index.
/// </summary>
internal static class SpaceLevels
{
    // Lists alone have at most as many combinations as a sweep has trials; checking every one of a range's whole numbers would slow every build.
    private const long MostOfRanges = 1000;
    private const int SampleSize = 250;
    private const int MostCornerDimensions = 10;

    /// <summary>The combinations.</summary>
    public static IEnumerable<double[]> Of(IReadOnlyList<SpaceDimension> dimensions)
    {
        long most = dimensions.Any(dimension => dimension.Parameters[0] is DrawnParameter) ? MostOfRanges : Schema.LanguageSchema.MostTrials;
        return Count(dimensions) is { } count && count <= most ? All(dimensions) : Corners(dimensions).Concat(Sample(dimensions));
    }

    /// <summary>The number of all combinations, as far as 64 bits count; null when they are not countable.</summary>
    public static long? Count(IEnumerable<SpaceDimension> dimensions)
    {
        long product = 1;
        foreach (SpaceDimension dimension in dimensions)
        {
            if (dimension.LevelCount is not { } count)
            {
                return null;
            }

            product = product > long.MaxValue / count ? long.MaxValue : product * count;
        }

        return product;
    }

    /// <summary>All combinations, in the order of the grid.</summary>
    public static IEnumerable<double[]> All(IReadOnlyList<SpaceDimension> dimensions)
    {
        long[] indices = new long[dimensions.Count];
        do
        {
            yield return [.. dimensions.Select((dimension, i) => Level(dimension, indices[i]))];
        }
        while (Advance(indices, dimensions));
    }

    private static bool Advance(long[] indices, IReadOnlyList<SpaceDimension> dimensions)
    {
        for (int i = indices.Length - 1; i >= 0; i--)
        {
            if (++indices[i] < dimensions[i].LevelCount)
            {
                return true;
            }

            indices[i] = 0;
        }

        return false;
    }

    private static double Level(SpaceDimension dimension, long index) => dimension.Parameters[0] is DrawnParameter drawn ? drawn.Draw.Level(index) : index;

    // Of the dimensions beyond the first ten the low ends, and of all of them together the high ends.
    private static IEnumerable<double[]> Corners(IReadOnlyList<SpaceDimension> dimensions)
    {
        (double Low, double High)[] ends = [.. dimensions.Select(Ends)];
        int bits = Math.Min(ends.Length, MostCornerDimensions);
        for (int corner = 0; corner < 1 << bits; corner++)
        {
            yield return [.. ends.Select((end, i) => i < bits && (corner & (1 << i)) != 0 ? end.High : end.Low)];
        }

        yield return [.. ends.Select(end => end.High)];
    }

    private static (double Low, double High) Ends(SpaceDimension dimension)
    {
        if (dimension.Parameters[0] is DrawnParameter drawn)
        {
            return (drawn.Draw.Lowest, drawn.Draw.Highest);
        }

        // Lists need not be in order.
        Expression[] values = [.. ((ListedParameter)dimension.Parameters[0]).Values];
        int[] ascending = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i] switch { IntegerLiteral integer => integer.Value, NumberLiteral number => number.Value, _ => i })];
        return (ascending[0], ascending[ascending.Length - 1]);
    }

    // An additive recurrence by powers of the root of x^(d+1) = x + 1 fills the unit cube evenly (M. Roberts 2018, "The unreasonable effectiveness of quasirandom sequences"). Lists are gone through value by value, so that each comes.
    private static IEnumerable<double[]> Sample(IReadOnlyList<SpaceDimension> dimensions)
    {
        double root = 1.5;
        for (int i = 0; i < 100; i++)
        {
            root = Math.Pow(1 + root, 1.0 / (dimensions.Count + 1));
        }

        double[] steps = [.. dimensions.Select((_, i) => Math.Pow(root, -(i + 1)))];
        long size = dimensions.Where(dimension => dimension.Parameters[0] is ListedParameter).Select(dimension => dimension.LevelCount!.Value).Append(SampleSize).Max();
        for (int k = 1; k <= size; k++)
        {
            yield return [.. dimensions.Select((dimension, i) => dimension.Parameters[0] is DrawnParameter drawn
                ? drawn.Draw.At(Fraction(k * steps[i]))
                : k <= dimension.LevelCount ? k - 1 : Math.Floor(Fraction(k * steps[i]) * dimension.LevelCount!.Value))];
        }
    }

    private static double Fraction(double value) => value - Math.Floor(value);
}
