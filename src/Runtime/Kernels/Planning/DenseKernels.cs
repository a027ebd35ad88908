using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of a fully connected layer. Weights are [inputs, outputs].</summary>
public static class DenseKernels
{
    /// <summary><c>output = activation(bias + input * weight)</c>.</summary>
    /// <param name="inputs">Values of an example before.</param>
    /// <param name="outputs">Values of an example after.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, inputs].</param>
    /// <param name="weight">[inputs, outputs].</param>
    /// <param name="bias">[outputs]; null for none.</param>
    /// <param name="output">[batch, outputs].</param>
    /// <param name="preactivation">Where the sum before the activation is stored too, as large as <paramref name="output"/>; null when nothing needs it.</param>
    /// <param name="activation">Applied to the sum.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Forward(
        int inputs,
        int outputs,
        int batch,
        BufferView input,
        BufferView weight,
        BufferView? bias,
        BufferView output,
        BufferView? preactivation,
        Activation activation,
        string label)
    {
        RegisterTile tile = RegisterTile.ForProduct(batch, outputs);
        InvocationGrid grid = InvocationGrid.Of(tile.Count(batch, outputs), label);
        return new DenseForward
        {
            WorkgroupSize = grid.WorkgroupSize,
            RowTile = (uint)tile.Rows,
            ColumnVectors = (uint)tile.Vectors,
            Inputs = (uint)inputs,
            Outputs = (uint)outputs,
            VectorInputs = inputs % 4 == 0,
            VectorOutputs = outputs % 4 == 0,
            HasBias = bias is not null,
            StorePreactivation = preactivation is not null,
            Activation = activation,
            Input = input.Holding((long)batch * inputs, label),
            Weight = weight.Holding((long)inputs * outputs, label),
            Bias = bias?.Holding(outputs, label) ?? weight,
            Output = output.Holding((long)batch * outputs, label),
            Preactivation = preactivation?.Holding((long)batch * outputs, label) ?? output,
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>The gradient with respect to the input, from the gradient with respect to the sum before the activation.</summary>
    /// <param name="inputs">Values of an example before.</param>
    /// <param name="outputs">Values of an example after.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="outputGradient">Gradient of the sum, [batch, outputs].</param>
    /// <param name="weight">[inputs, outputs].</param>
    /// <param name="inputGradient">Overwritten, [batch, inputs].</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch BackwardInput(
        int inputs,
        int outputs,
        int batch,
        BufferView outputGradient,
        BufferView weight,
        BufferView inputGradient,
        ActivationGradient? through,
        string label)
    {
        RegisterTile tile = RegisterTile.ForProduct(batch, inputs);
        InvocationGrid grid = InvocationGrid.Of(tile.Count(batch, inputs), label);
        return new DenseBackwardInput
        {
            WorkgroupSize = grid.WorkgroupSize,
            RowTile = (uint)tile.Rows,
            ColumnVectors = (uint)tile.Vectors,
            Inputs = (uint)inputs,
            Outputs = (uint)outputs,
            VectorInputs = inputs % 4 == 0,
            VectorOutputs = outputs % 4 == 0,
            Activation = through?.Activation ?? Activations.Identity,
            OutputGradient = outputGradient.Holding((long)batch * outputs, label),
            Weight = weight.Holding((long)inputs * outputs, label),
            Saved = through?.Saved.Holding((long)batch * inputs, label) ?? outputGradient,
            InputGradient = inputGradient.Holding((long)batch * inputs, label),
            Batch = (uint)batch,
        }.Dispatch(grid.Groups, label);
    }

    /// <summary>Bytes of scratch that <see cref="BackwardWeight"/> needs; 0 when it needs none.</summary>
    public static long BackwardWeightScratchBytes(int inputs, int outputs, int batch) => Sums(inputs, outputs, batch).ScratchBytes;

    /// <summary>The gradients with respect to weight and bias, from the gradient with respect to the sum before the activation: one dispatch, or two where the sum is cut in pieces.</summary>
    /// <param name="inputs">Values of an example before.</param>
    /// <param name="outputs">Values of an example after.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, inputs].</param>
    /// <param name="outputGradient">Gradient of the sum, [batch, outputs].</param>
    /// <param name="weightGradient">Overwritten, [inputs, outputs].</param>
    /// <param name="biasGradient">Overwritten, [outputs]; null for none.</param>
    /// <param name="scratch">At least <see cref="BackwardWeightScratchBytes"/>; null where that is 0.</param>
    /// <param name="label">Name of the dispatches.</param>
    public static ImmutableArray<Dispatch> BackwardWeight(
        int inputs,
        int outputs,
        int batch,
        BufferView input,
        BufferView outputGradient,
        BufferView weightGradient,
        BufferView? biasGradient,
        BufferView? scratch,
        string label)
    {
        PartialSums sums = Sums(inputs, outputs, batch);
        (BufferView weightTarget, BufferView biasTarget) = sums.Targets(weightGradient.Holding((long)inputs * outputs, label), biasGradient, scratch, label);
        RegisterTile tile = RegisterTile.ForConvolution(outputs);
        InvocationGrid grid = InvocationGrid.Of(sums.Split.Pieces * tile.Count(inputs, outputs), label);
        Dispatch pieces = new DenseBackwardWeight
        {
            WorkgroupSize = grid.WorkgroupSize,
            RowVectors = (uint)tile.Rows / 4,
            ColumnVectors = (uint)tile.Vectors,
            Inputs = (uint)inputs,
            Outputs = (uint)outputs,
            VectorInputs = inputs % 4 == 0,
            VectorOutputs = outputs % 4 == 0,
            HasBias = biasGradient is not null,
            Input = input.Holding((long)batch * inputs, label),
            OutputGradient = outputGradient.Holding((long)batch * outputs, label),
            WeightGradient = weightTarget,
            BiasGradient = biasTarget,
            Batch = (uint)batch,
            PieceLength = (uint)sums.Split.PieceLength,
            WeightStride = (uint)sums.WeightStride,
            BiasStride = (uint)sums.BiasStride,
        }.Dispatch(grid.Groups, label);
        return sums.Followed(pieces, weightGradient, biasGradient?.Holding(outputs, label), scratch, label);
    }

    private static PartialSums Sums(int inputs, int outputs, int batch) =>
        new(SplitSum.Of((long)inputs * outputs, batch), (long)inputs * outputs, outputs);
}
