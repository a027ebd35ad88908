using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The sizes that products by the device's units for matrices are made in. All of them add the same terms in the same order.</summary>
internal static class CooperativeTiles
{
    private static readonly (int Rows, int Columns, int PartRows, int PartColumns)[] Sizes =
    [
        (128, 128, 64, 32),
        (128, 64, 32, 32),
        (64, 64, 32, 32),
        (64, 64, 32, 16),
        (128, 32, 32, 32),
        (64, 32, 32, 16),
        (64, 32, 16, 16),
        (32, 32, 16, 16),
        (64, 16, 16, 16),
        (32, 16, 16, 16),
        (16, 16, 16, 16),
        (16, 16, 8, 8),
    ];

    private static readonly int[] Depths = [32, 16];

    /// <summary>All sizes with matrices of one size, those that load least for what they multiply first.</summary>
    public static ImmutableArray<CooperativeTile> Of(CooperativeMatrix unit, int lanes) =>
    [
        .. Sizes
            .SelectMany(size => Depths.Select(depth => new CooperativeTile(size.Rows, size.Columns, depth, size.PartRows, size.PartColumns, unit, lanes)))
            .Where(tile => tile.IsWhole),
    ];

    /// <summary>The sizes that a device grants and that make sense for a problem; none where the device has no such matrices, or the problem's values do not fit in them.</summary>
    public static IEnumerable<CooperativeTile> Candidates(ProductProblem problem, DeviceTraits device) =>
        device.Matrix is { } unit && problem.Elements == ElementType.Float16 && problem.Pool is null
            ? SharedTiles.Sensible(Of(unit, device.SubgroupSize), problem, device)
            : [];
}
