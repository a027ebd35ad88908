namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Chooses the family and the tile of each product. The choice changes how long a product takes, and no bit of it.</summary>
public interface IProductTiles
{
    /// <summary>The tile of a product; the same for the same problem every time.</summary>
    ProductTile For(ProductProblem problem);

    /// <summary>Whether the kernels of a convolution's forward product make the max pool behind it as well, and those of the way back can take its gradient.</summary>
    /// <param name="problem">The product with its pool.</param>
    bool CanPool(ProductProblem problem);
}
