using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>The unit cube of a search, cut into cells along each axis.</summary>
internal sealed class SearchCube
{
    private readonly ImmutableArray<Axis> _axes;
    private readonly Philox _shift;

    /// <summary>The cube of some dimensions.</summary>
    /// <param name="dimensions">The dimensions.</param>
    /// <param name="seed">Where the sequence of <see cref="FirstPoint"/> starts.</param>
    public SearchCube(ImmutableArray<Dimension> dimensions, int seed)
    {
        _axes = [.. dimensions.Select(dimension => new Axis(dimension.Distribution))];
        _shift = new Philox(seed, RandomPurpose.Proposals, layer: 1);
    }

    /// <summary>The axes.</summary>
    public ImmutableArray<Axis> Axes => _axes;

    /// <summary>Number of points; null when they are uncountable, or too many for 64 bits.</summary>
    public long? PointCount
    {
        get
        {
            double product = _axes.Aggregate(1.0, (product, axis) => product * (axis.Levels ?? double.PositiveInfinity));
            return product < long.MaxValue ? (long)product : null;
        }
    }

    /// <summary>
    /// A point of a sequence that fills the cube evenly however many are taken: the additive recurrence of Roberts (2018, "The unreasonable effectiveness of quasirandom sequences"), x_i = s + i / g^(j + 1) mod 1 in
    /// dimension j, g being the root of g^(d + 1) = g + 1 above 1 and s a random shift.
    /// </summary>
    public double[] FirstPoint(int index)
    {
        double ratio = Ratio(_axes.Length);
        double[] point = new double[_axes.Length];
        double step = 1;
        for (int j = 0; j < point.Length; j++)
        {
            step /= ratio;
            double u = _shift.Draw((uint)j).UniformDouble() + (index * step);
            point[j] = _axes[j].Snap(u - Math.Floor(u));
        }

        return point;
    }

    /// <summary>The point in whose cells coordinates lie.</summary>
    public double[] Snap(ReadOnlySpan<double> unit)
    {
        double[] point = new double[_axes.Length];
        for (int j = 0; j < point.Length; j++)
        {
            point[j] = _axes[j].Snap(unit[j]);
        }

        return point;
    }

    /// <summary>All points; to be asked for when they are few.</summary>
    public IEnumerable<double[]> All() => _axes.Aggregate(
        (IEnumerable<double[]>)[[]], (points, axis) => points.SelectMany(_ => axis.All(), (point, u) => (double[])[.. point, u]));

    /// <summary>What tells points apart by their values alone.</summary>
    public string ValuesOf(double[] point) => string.Join(' ', point.Select((u, j) => _axes[j].ValueAt(u).ToString("R", CultureInfo.InvariantCulture)));

    private static double Ratio(int dimensions)
    {
        double ratio = 2;
        for (int i = 0; i < 64; i++)
        {
            ratio = Math.Pow(1 + ratio, 1.0 / (dimensions + 1));
        }

        return ratio;
    }
}
