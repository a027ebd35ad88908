using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The sizes that tiled kernels are made in.</summary>
internal static class WorkgroupTiles
{
    // PCI vendors whose processors have registers and shared memory for 128x128 outputs in float32 without losing the workgroups that hide the latency of memory.
    private const uint Nvidia = 0x10DE;

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
    public static IEnumerable<WorkgroupTile> Candidates(ProductProblem problem, DeviceTraits device) => SharedTiles.Sensible(All, problem, device);

    /// <summary>A sound size: the largest of which there are enough to fill a GPU, else the smallest.</summary>
    public static WorkgroupTile Default(ProductProblem problem, DeviceTraits device) =>
        SharedTiles.LargestThatFills(Candidates(problem, device).Where(tile => device.VendorId == Nvidia || tile is { Rows: <= 64, Columns: <= 64 } or { Columns: <= 32 }), problem)!;
}
