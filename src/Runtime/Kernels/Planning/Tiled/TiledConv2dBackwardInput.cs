namespace SweepDsl.Runtime.Kernels.Planning.Tiled;

/// <summary>Plans the tiled kernel of the gradient of a convolution's input.</summary>
internal static class TiledConv2dBackwardInput
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(BackwardInputProduct product, SharedTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        StrideClasses classes = StrideClasses.Of(geometry.Window);
        long tiles = classes.Count * tile.Count(product.Problem.Batch * classes.Pixels, product.Problem.Columns);
        return new Conv2dBackwardInputTiled
        {
            Storage = product.InputGradient.Elements,
            Product = tile.Product,
            Tile = tile,
            WholeDepth = (classes.Count == 1 ? geometry.Window.Taps : 1) * geometry.OutputChannels % tile.Depth == 0,
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
