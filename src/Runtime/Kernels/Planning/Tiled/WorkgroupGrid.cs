using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning.Tiled;

/// <summary>Workgroups for tiles, one each.</summary>
internal static class WorkgroupGrid
{
    // Kernels number workgroups in 32 bits; what is left above holds those that fill up the last row of the grid.
    private const long MaxTiles = 1L << 31;

    /// <summary>A grid of at least so many workgroups.</summary>
    /// <exception cref="DeviceLimitException">More than kernels can number.</exception>
    public static GroupCount Of(long tiles, string label) => tiles <= MaxTiles
        ? GroupCount.Covering(tiles, 1)
        : throw new DeviceLimitException($"{label} needs {tiles} tiles; a kernel has at most {MaxTiles}. Use a smaller batch.", nameof(tiles));
}
