namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>
/// A dimension cut into cells, of which the search knows the middles alone. The cell of a value that can be counted is what draws it; of others it is a 4096th, so that machines whose exp and log differ in the last
/// bit propose the same.
/// </summary>
internal sealed class Axis
{
    private const int ContinuousCells = 4096;
    private const int Bisections = 40;
    private const double Below = 1e-9;

    private readonly Distribution _distribution;
    private readonly int _cells;
    private readonly Dictionary<double, (double Low, double High)> _cellOf = [];

    /// <summary>The axis of a dimension.</summary>
    public Axis(Distribution distribution)
    {
        _distribution = distribution;
        Levels = distribution.LevelCount;
        IsList = distribution is ListedDistribution;

        // Equally probable levels have equal cells; those of others are looked for.
        _cells = distribution switch
        {
            ListedDistribution { Probabilities.IsEmpty: true } or IntUniformDistribution or SpacedDistribution when Levels <= int.MaxValue => (int)Levels!.Value,
            { IsDiscrete: false } => ContinuousCells,
            _ => 0,
        };
    }

    /// <summary>Number of values; null when they are not countable.</summary>
    public long? Levels { get; }

    /// <summary>Whether the values are those of a list, which may be in an order or not.</summary>
    public bool IsList { get; }

    /// <summary>The value, of a list its index.</summary>
    public double ValueAt(double u) => _distribution.Quantile(u);

    /// <summary>The middle of the cell that a coordinate lies in.</summary>
    public double Snap(double u)
    {
        (double low, double high) = Cell(u);
        return low + ((high - low) / 2);
    }

    /// <summary>The middles at a distance to either side, at least one cell away; of a short list all others.</summary>
    /// <param name="u">The middle of a cell.</param>
    /// <param name="distance">The distance.</param>
    /// <param name="mostListed">The longest list of which all are given.</param>
    public IEnumerable<double> Around(double u, double distance, int mostListed)
    {
        if (IsList && Levels <= mostListed)
        {
            return All().Where(other => other != u);
        }

        (double low, double high) = Cell(u);
        List<double> around = [];
        if (low - Below > 0)
        {
            around.Add(Snap(Math.Max(Math.Min(low - Below, u - distance), 0)));
        }

        if (high < 1)
        {
            around.Add(Snap(Math.Min(Math.Max(high, u + distance), Math.BitDecrement(1.0))));
        }

        return around;
    }

    /// <summary>The middles of all cells, ascending.</summary>
    public IEnumerable<double> All()
    {
        for (double u = 0; u < 1; u = Cell(u).High)
        {
            yield return Snap(u);
        }
    }

    private (double Low, double High) Cell(double u)
    {
        if (_cells > 0)
        {
            double index = Math.Min(Math.Floor(u * _cells), _cells - 1);
            return (index / _cells, (index + 1) / _cells);
        }

        double value = _distribution.Quantile(u);
        if (!_cellOf.TryGetValue(value, out (double Low, double High) cell))
        {
            cell = (First(0, u, other => other >= value), First(u, 1, other => other > value));
            _cellOf[value] = cell;
        }

        return cell;
    }

    // The least coordinate whose value passes a test; the end of the range when none does.
    private double First(double low, double high, Func<double, bool> passes)
    {
        if (passes(_distribution.Quantile(low)))
        {
            return low;
        }

        for (int i = 0; i < Bisections; i++)
        {
            double middle = low + ((high - low) / 2);
            (low, high) = passes(_distribution.Quantile(middle)) ? (low, middle) : (middle, high);
        }

        return high;
    }
}
