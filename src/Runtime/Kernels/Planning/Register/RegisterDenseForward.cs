namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Plans the register kernel of a dense layer's forward product.</summary>
internal static class RegisterDenseForward
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(ForwardProduct product, RegisterTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        InvocationGrid grid = InvocationGrid.Of(tile.Count(product.Problem.Rows, product.Problem.Columns), product.Label);
        return new DenseForwardRegister
        {
            WorkgroupSize = grid.WorkgroupSize,
            RowTile = (uint)tile.Rows,
            ColumnVectors = (uint)tile.Vectors,
            Inputs = (uint)geometry.InputChannels,
            Outputs = (uint)geometry.OutputChannels,
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
