using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The sizes that tiled kernels are made in.</summary>
internal static class WorkgroupTiles
{
    // PCI vendors whose processors have registers and shared memory for 128x128 outputs in float32 without losing the workgroups that hide the latency of memory.
    private const uint Nvidia = 0x10DE;

    // Fewer workgroups than this leave processors of a middling GPU idle; then smaller tiles are faster although they load more.
    private const long WantedWorkgroups = 96;

    /// <summary>All sizes, those that load least for what they multiply first.</summary>
    public static ImmutableArray<WorkgroupTile> All { get; } =
    [
        new(128, 128, 16, 8, 8),
        new(128, 128, 8, 8, 8),
        new(128, 64, 16, 8, 8),
        new(128, 64, 8, 8, 8),
        new(64, 64, 16, 8, 4),
        new(64, 64, 8, 8, 4),
        new(128, 32, 16, 8, 4),
        new(64, 32, 16, 4, 4),
        new(128, 16, 8, 8, 4),
        new(32, 32, 16, 4, 4),
        new(64, 16, 16, 4, 4),
        new(16, 64, 16, 4, 4),
        new(32, 16, 16, 4, 4),
        new(16, 32, 16, 4, 4),
        new(16, 16, 16, 4, 4),
    ];

    /// <summary>The sizes that a device grants and that make sense for a problem: none twice as wide, or twice as high, as the next smaller one that would do.</summary>
    public static IEnumerable<WorkgroupTile> Candidates(ProductProblem problem, DeviceTraits device) => Sensible(All, problem, device);

    /// <summary>A sound size: the largest of which there are enough to fill a GPU, else the smallest.</summary>
    public static WorkgroupTile Default(ProductProblem problem, DeviceTraits device) =>
        LargestThatFills(Candidates(problem, device).Where(tile => device.VendorId == Nvidia || tile is { Rows: <= 64, Columns: <= 64 } or { Columns: <= 32 }), problem)!;

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
