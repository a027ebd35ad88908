namespace SweepDsl.Runtime.Kernels.Planning.Tiled;

/// <summary>Plans the tiled kernel of the gradient of a dense layer's input.</summary>
internal static class TiledDenseBackwardInput
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(BackwardInputProduct product, SharedTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        long tiles = tile.Count(product.Problem.Rows, product.Problem.Columns);
        return new DenseBackwardInputTiled
        {
            Storage = product.InputGradient.Elements,
            Product = tile.Product,
            Tile = tile,
            WholeDepth = geometry.OutputChannels % tile.Depth == 0,
            Geometry = geometry,
            Activation = product.Activation,
            OutputGradient = product.OutputGradient,
            Weight = product.Weight,
            Saved = product.Saved,
            InputGradient = product.InputGradient,
            Batch = (uint)product.Problem.Batch,
        }.Dispatch(WorkgroupGrid.Of(tiles, product.Label), product.Label);
    }
}
