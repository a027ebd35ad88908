namespace SweepDsl.Runtime.Kernels.Planning.Tiled;

/// <summary>Plans the tiled kernel of a convolution's forward product.</summary>
internal static class TiledConv2dForward
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(ForwardProduct product, SharedTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        long tiles = tile.Count(product.Problem.Rows, product.Problem.Columns);
        return new Conv2dForwardTiled
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
