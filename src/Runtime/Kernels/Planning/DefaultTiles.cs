using SweepDsl.Runtime.Kernels.Planning.Register;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Tiles chosen from shapes and the device's subgroup size, without measuring.</summary>
/// <param name="subgroupSize">Lanes of a subgroup.</param>
public sealed class DefaultTiles(int subgroupSize) : IProductTiles
{
    /// <inheritdoc/>
    public ProductTile For(ProductProblem problem) => RegisterTiles.For(problem, subgroupSize);
}
