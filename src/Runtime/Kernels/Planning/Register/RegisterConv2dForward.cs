namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Plans the register kernel of a convolution's forward product.</summary>
internal static class RegisterConv2dForward
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(ForwardProduct product, RegisterTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        InvocationGrid grid = InvocationGrid.Of(tile.Count(product.Problem.Rows, product.Problem.Columns), product.Label);
        return new Conv2dForwardRegister
        {
            WorkgroupSize = grid.WorkgroupSize,
            PixelTile = (uint)tile.Rows,
            ChannelVectors = (uint)tile.Vectors,
            Window = geometry.Window,
            InputChannels = (uint)geometry.InputChannels,
            OutputChannels = (uint)geometry.OutputChannels,
            VectorInputs = geometry.InputChannels % 4 == 0,
            VectorOutputs = geometry.OutputChannels % 4 == 0,
            HasBias = product.HasBias,
            StorePreactivation = product.StorePreactivation,
            Activation = product.Activation,
            Input = product.Input,
            Weight = product.Weight,
            Bias = product.Bias,
            Output = product.Output,
            Preactivation = product.Preactivation,
            Batch = (uint)product.Problem.Batch,
        }.Dispatch(grid.Groups, product.Label);
    }
}
