namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Plans the register kernel of a forward product; a dense layer's is that of a convolution of one pixel.</summary>
internal static class RegisterConv2dForward
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(ForwardProduct product, RegisterTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        FusedPool pool = product.Problem.Pool ?? new FusedPool(1, 1);
        if (tile.Pixels % pool.Area != 0)
        {
            throw new ArgumentException($"{product.Label}: the tile '{tile}' holds no whole number of {pool.Height}x{pool.Width} windows.", nameof(tile));
        }

        long subgroups = WholeNumbers.CeilDiv(product.Problem.Rows, (long)tile.Pixels * tile.Groups) * WholeNumbers.CeilDiv(geometry.OutputChannels, tile.Channels);
        return new Conv2dForwardRegister
        {
            Storage = product.Output.Elements,
            SubgroupSize = (uint)tile.SubgroupSize,
            PixelTile = (uint)tile.Pixels,
            ChannelLanes = (uint)tile.ChannelLanes,
            BlockUnits = (uint)tile.Units,
            Geometry = geometry,
            HasBias = product.HasBias,
            StorePreactivation = product.StorePreactivation,
            PoolHeight = (uint)pool.Height,
            PoolWidth = (uint)pool.Width,
            StoreWinners = product.Winners is not null,
            Activation = product.Activation,
            InputTexels = product.Input.TexelsOf(geometry.InputChannels),
            WeightTexels = product.Weight.TexelsOf(geometry.OutputChannels),
            Bias = product.Bias,
            Output = product.Output,
            Preactivation = product.Preactivation,
            Winners = product.Winners ?? product.Output,
            Batch = (uint)product.Problem.Batch,
        }.Dispatch(GroupCount.Covering(subgroups, 1), product.Label);
    }
}
