using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>
/// Tiles chosen by time: the candidates of a product are timed when it is first asked for, and the choice is kept. Every candidate gives the same bits, so that a disturbed
/// measurement costs time and nothing else.
/// </summary>
/// <param name="candidates">What may be chosen.</param>
/// <param name="timer">Times them.</param>
/// <param name="store">Keeps the choices.</param>
/// <param name="mode">How much is timed.</param>
public sealed class TunedTiles(TileCandidates candidates, IProductTimer timer, TileStore store, TuneMode mode) : IProductTiles
{
    // By less another tile may have won by chance, and the default has been thought about.
    private const double WorthwhileGain = 0.97;

    // More values than fill a GPU's caches tell nothing new about a tile, and take long to make.
    private const long MostTimedValues = 8 << 20;

    /// <summary>What it shares with the device's other choosers.</summary>
    public TuningSession Session { get; init; } = new();

    /// <inheritdoc/>
    public ProductTile For(ProductProblem problem)
    {
        ProductTile usual = candidates.Default(problem);
        if (mode == TuneMode.Off)
        {
            return usual;
        }

        ProductProblem timed = problem.WithFewerValues(MostTimedValues);
        if (store.Find(timed) is { } known && candidates.Contains(problem, known))
        {
            return known;
        }

        return Fastest(timed) is { } best && candidates.Contains(problem, best) ? best : usual;
    }

    /// <inheritdoc/>
    public bool CanPool(ProductProblem problem) => candidates.CanPool(problem);

    // Null when there was nothing to compare, or no time left for it.
    private ProductTile? Fastest(ProductProblem problem)
    {
        ProductTile[] tiles = [.. candidates.Of(problem, mode)];
        if (tiles.Length == 1 || Session.IsOver(mode))
        {
            return null;
        }

        ProductTile? best = Session.Measure(problem.ToString(), () => Fastest(problem, tiles));
        if (best is not null)
        {
            store.Keep(problem, best);
        }

        return best;
    }

    private ProductTile? Fastest(ProductProblem problem, ProductTile[] tiles)
    {
        if (timer.Seconds(problem, tiles[0]) is not { } usual)
        {
            return null;
        }

        (ProductTile best, double least) = (tiles[0], usual * WorthwhileGain);
        foreach (ProductTile tile in tiles.Skip(1))
        {
            if (Session.IsOver(mode))
            {
                return null;
            }

            if (timer.Seconds(problem, tile) is { } seconds && seconds < least)
            {
                (best, least) = (tile, seconds);
            }
        }

        return best;
    }
}
