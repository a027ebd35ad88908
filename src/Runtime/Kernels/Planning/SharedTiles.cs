namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Chooses among sizes of tiles in shared memory, whatever multiplies them.</summary>
internal static class SharedTiles
{
    // Fewer workgroups than this leave processors of a middling GPU idle; then smaller tiles are faster although they load more.
    private const long WantedWorkgroups = 96;

    /// <summary>Those of some sizes that a device grants, and that are not twice as wide, or twice as high, as the next smaller one that would do.</summary>
    public static IEnumerable<T> Sensible<T>(IEnumerable<T> tiles, ProductProblem problem, DeviceTraits device)
        where T : SharedTile => tiles.Where(tile =>
            tile.Fits(device)
            && (tile.Columns == 16 || tile.Columns / 2 < problem.Columns)
            && (tile.Rows == 16 || tile.Rows / 2 < problem.Rows));

    /// <summary>The first size, of those given from large to small, of which there are enough to fill a GPU, else the last; null where none is given.</summary>
    public static T? LargestThatFills<T>(IEnumerable<T> tiles, ProductProblem problem)
        where T : SharedTile
    {
        T[] all = [.. tiles];
        long pieces = problem.Direction == ProductDirection.BackwardWeight ? problem.Sums.Split.Pieces : 1;
        return Array.Find(all, tile => pieces * tile.Count(problem.Rows, problem.Columns) >= WantedWorkgroups) ?? all.LastOrDefault();
    }
}
