namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>One tile for every product.</summary>
/// <param name="Tile">The tile.</param>
public sealed record FixedTiles(ProductTile Tile) : IProductTiles
{
    /// <inheritdoc/>
    public ProductTile For(ProductProblem problem) => Tile;

    /// <inheritdoc/>
    public bool CanPool(ProductProblem problem) => Tile is RegisterTile;

    /// <inheritdoc/>
    public override string ToString() => Tile.ToString();
}
