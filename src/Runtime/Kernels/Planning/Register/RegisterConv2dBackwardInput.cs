namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Plans the register kernel of the gradient of a convolution's input.</summary>
internal static class RegisterConv2dBackwardInput
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(BackwardInputProduct product, RegisterTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        StrideClasses classes = StrideClasses.Of(geometry.Window);
        InvocationGrid grid = InvocationGrid.Of(classes.Count * tile.Count((long)product.Problem.Batch * classes.Pixels, geometry.InputChannels), product.Label);
        return new Conv2dBackwardInputRegister
        {
            WorkgroupSize = grid.WorkgroupSize,
            PixelTile = (uint)tile.Rows,
            ChannelVectors = (uint)tile.Vectors,
            Window = geometry.Window,
            InputChannels = (uint)geometry.InputChannels,
            OutputChannels = (uint)geometry.OutputChannels,
            VectorInputs = geometry.InputChannels % 4 == 0,
            VectorOutputs = geometry.OutputChannels % 4 == 0,
            Activation = product.Activation,
            OutputGradient = product.OutputGradient,
            Weight = product.Weight,
            Saved = product.Saved,
            InputGradient = product.InputGradient,
            Batch = (uint)product.Problem.Batch,
        }.Dispatch(grid.Groups, product.Label);
    }
}
