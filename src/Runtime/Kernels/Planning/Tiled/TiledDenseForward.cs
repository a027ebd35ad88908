namespace SweepDsl.Runtime.Kernels.Planning.Tiled;

/// <summary>Plans the tiled kernel of a dense layer's forward product.</summary>
internal static class TiledDenseForward
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(ForwardProduct product, SharedTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        long tiles = tile.Count(product.Problem.Rows, product.Problem.Columns);
        return new DenseForwardTiled
        {
            Storage = product.Output.Elements,
            Product = tile.Product,
            Tile = tile,
            WholeDepth = geometry.FanIn % tile.Depth == 0,
            Geometry = geometry,
            HasBias = product.HasBias,
            StorePreactivation = product.StorePreactivation,
            Activation = product.Activation,
            Input = product.Input,
            Weight = product.Weight,
            Bias = product.Bias,
            Output = product.Output,
            Preactivation = product.Preactivation,
            Batch = (uint)product.Problem.Batch,
        }.Dispatch(WorkgroupGrid.Of(tiles, product.Label), product.Label);
    }
}
