namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Plans the register kernel of the gradient of an input.</summary>
internal static class RegisterConv2dBackwardInput
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(BackwardInputProduct product, RegisterTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        StrideClasses classes = StrideClasses.Of(geometry.Window);
        long pixelTiles = WholeNumbers.CeilDiv((long)product.Problem.Batch * classes.Pixels, (long)tile.Pixels * tile.Groups);
        long subgroups = classes.Count * pixelTiles * WholeNumbers.CeilDiv(geometry.InputChannels, tile.Channels);
        return new Conv2dBackwardInputRegister
        {
            Storage = product.InputGradient.Elements,
            SubgroupSize = (uint)tile.SubgroupSize,
            PixelTile = (uint)tile.Pixels,
            ChannelLanes = (uint)tile.ChannelLanes,
            BlockUnits = (uint)tile.Units,
            Geometry = geometry,
            Activation = product.Activation,
            OutputGradientTexels = product.OutputGradient.TexelsOf(geometry.OutputChannels),
            WeightTexels = product.Weight.TexelsOf(geometry.OutputChannels),
            Saved = product.Saved,
            InputGradient = product.InputGradient,
            Batch = (uint)product.Problem.Batch,
        }.Dispatch(GroupCount.Covering(subgroups, 1), product.Label);
    }
}
