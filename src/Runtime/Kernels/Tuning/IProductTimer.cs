using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>Times products.</summary>
public interface IProductTimer
{
    /// <summary>Seconds that a product takes with a tile.</summary>
    /// <returns>Null when the device cannot make it with this tile, or has not the memory to try.</returns>
    double? Seconds(ProductProblem problem, ProductTile tile);
}
