namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Plans the register kernel of the gradients of a dense layer's weight and bias.</summary>
internal static class RegisterDenseBackwardWeight
{
    /// <summary>The dispatch that makes the pieces.</summary>
    public static Dispatch Plan(BackwardWeightProduct product, RegisterTile tile)
    {
        ConvolutionGeometry geometry = product.Problem.Geometry;
        PartialSums sums = product.Sums;
        InvocationGrid grid = InvocationGrid.Of(sums.Split.Pieces * tile.Count(product.Problem.Rows, product.Problem.Columns), product.Label);
        return new DenseBackwardWeightRegister
        {
            WorkgroupSize = grid.WorkgroupSize,
            RowVectors = (uint)tile.Rows / 4,
            ColumnVectors = (uint)tile.Vectors,
            Inputs = (uint)geometry.InputChannels,
            Outputs = (uint)geometry.OutputChannels,
            VectorInputs = geometry.InputChannels % 4 == 0,
            VectorOutputs = geometry.OutputChannels % 4 == 0,
            HasBias = product.BiasGradient is not null,
            Input = product.Input,
            OutputGradient = product.OutputGradient,
            WeightGradient = product.WeightTarget,
            BiasGradient = product.BiasTarget,
            Batch = (uint)product.Problem.Batch,
            PieceLength = (uint)sums.Split.PieceLength,
            WeightStride = (uint)sums.WeightStride,
            BiasStride = (uint)sums.BiasStride,
        }.Dispatch(grid.Groups, product.Label);
    }
}
