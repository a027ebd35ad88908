namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Plans the register kernel of the gradients of weight and bias.</summary>
internal static class RegisterConv2dBackwardWeight
{
    /// <summary>The dispatch that makes the pieces.</summary>
    public static Dispatch Plan(BackwardWeightProduct product, RegisterTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        PartialSums sums = product.Sums;
        long rowTiles = WholeNumbers.CeilDiv(product.Problem.Units, (long)tile.Units * tile.Groups);
        long subgroups = sums.Split.Pieces * rowTiles * WholeNumbers.CeilDiv(geometry.OutputChannels, tile.Channels);
        return new Conv2dBackwardWeightRegister
        {
            SubgroupSize = (uint)tile.SubgroupSize,
            PixelBlock = (uint)tile.Pixels,
            ChannelLanes = (uint)tile.ChannelLanes,
            RowUnits = (uint)tile.Units,
            Geometry = geometry,
            HasBias = product.BiasGradient is not null,
            InputTexels = product.Input.TexelsOf(geometry.InputChannels),
            OutputGradientTexels = product.OutputGradient.TexelsOf(geometry.OutputChannels),
            WeightGradient = product.WeightTarget,
            BiasGradient = product.BiasTarget,
            Batch = (uint)product.Problem.Batch,
            PieceLength = (uint)sums.Split.PieceLength,
            WeightStride = (uint)sums.WeightStride,
            BiasStride = (uint)sums.BiasStride,
        }.Dispatch(GroupCount.Covering(subgroups, 1), product.Label);
    }
}
