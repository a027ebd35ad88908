namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Plans the register kernel of the gradient of a dense layer's input.</summary>
internal static class RegisterDenseBackwardInput
{
    /// <summary>The dispatch.</summary>
    public static Dispatch Plan(BackwardInputProduct product, RegisterTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        InvocationGrid grid = InvocationGrid.Of(tile.Count(product.Problem.Rows, product.Problem.Columns), product.Label);
        return new DenseBackwardInputRegister
        {
            WorkgroupSize = grid.WorkgroupSize,
            RowTile = (uint)tile.Rows,
            ColumnVectors = (uint)tile.Vectors,
            Inputs = (uint)geometry.InputChannels,
            Outputs = (uint)geometry.OutputChannels,
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
