namespace SweepDsl.Runtime.Kernels.Planning.Tiled;

/// <summary>Plans the tiled kernel of the gradients of a convolution's weight and bias.</summary>
internal static class TiledConv2dBackwardWeight
{
    /// <summary>The dispatch that makes the pieces.</summary>
    public static Dispatch Plan(BackwardWeightProduct product, SharedTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        PartialSums sums = product.Sums;
        long tiles = sums.Split.Pieces * tile.Count(product.Problem.Rows, product.Problem.Columns);
        return new Conv2dBackwardWeightTiled
        {
            Storage = product.Input.Elements,
            Product = tile.Product,
            Tile = tile,
            WholeDepth = sums.Split.IsWholeIn(tile.Depth, product.Problem.Terms),
            Geometry = geometry,
            HasBias = product.BiasGradient is not null,
            Input = product.Input,
            OutputGradient = product.OutputGradient,
            WeightGradient = product.WeightTarget,
            BiasGradient = product.BiasTarget,
            Batch = (uint)product.Problem.Batch,
            PieceLength = (uint)sums.Split.PieceLength,
            WeightStride = (uint)sums.WeightStride,
            BiasStride = (uint)sums.BiasStride,
        }.Dispatch(WorkgroupGrid.Of(tiles, product.Label), product.Label);
    }
}
