namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Leaves products of float32 to one chooser, and those of float16 to another, which is made when it is first asked.</summary>
/// <param name="exact">Chooses for float32.</param>
/// <param name="half">Makes the one that chooses for float16.</param>
public sealed class TilesByElements(IProductTiles exact, Func<IProductTiles> half) : IProductTiles
{
    private readonly Lazy<IProductTiles> _half = new(half);

    /// <inheritdoc/>
    public ProductTile For(ProductProblem problem) => Of(problem).For(problem);

    /// <inheritdoc/>
    public bool CanPool(ProductProblem problem) => Of(problem).CanPool(problem);

    private IProductTiles Of(ProductProblem problem) => problem.Elements == ElementType.Float16 ? _half.Value : exact;
}
