using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of a fully connected layer. Weights are [inputs, outputs].</summary>
public static class DenseKernels
{
    /// <summary><c>output = activation(bias + input * weight)</c>.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
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
        IProductTiles tiles,
        int inputs,
        int outputs,
        int batch,
        BufferView input,
        BufferView weight,
        BufferView? bias,
        BufferView output,
        BufferView? preactivation,
        Activation activation,
        string label) =>
        new ForwardProduct(
            ProductProblem.Dense(ProductDirection.Forward, inputs, outputs, batch, input.Elements), input, weight, bias, output, preactivation, winners: null, activation, label).Plan(tiles);

    /// <summary>The gradient with respect to the input, from the gradient with respect to the sum before the activation.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
    /// <param name="inputs">Values of an example before.</param>
    /// <param name="outputs">Values of an example after.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="outputGradient">Gradient of the sum, [batch, outputs].</param>
    /// <param name="weight">[inputs, outputs].</param>
    /// <param name="inputGradient">Overwritten, [batch, inputs].</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch BackwardInput(
        IProductTiles tiles,
        int inputs,
        int outputs,
        int batch,
        BufferView outputGradient,
        BufferView weight,
        BufferView inputGradient,
        ActivationGradient? through,
        string label) =>
        new BackwardInputProduct(
            ProductProblem.Dense(ProductDirection.BackwardInput, inputs, outputs, batch, outputGradient.Elements), outputGradient, weight, inputGradient, through, label).Plan(tiles);

    /// <summary>Bytes of scratch that <see cref="BackwardWeight"/> needs; 0 when it needs none.</summary>
    public static long BackwardWeightScratchBytes(int inputs, int outputs, int batch) =>
        ProductProblem.Dense(ProductDirection.BackwardWeight, inputs, outputs, batch).Sums.ScratchBytes;

    /// <summary>The gradients with respect to weight and bias, from the gradient with respect to the sum before the activation: one dispatch, or two where the sum is cut in pieces.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
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
        IProductTiles tiles,
        int inputs,
        int outputs,
        int batch,
        BufferView input,
        BufferView outputGradient,
        BufferView weightGradient,
        BufferView? biasGradient,
        BufferView? scratch,
        string label) =>
        new BackwardWeightProduct(
            ProductProblem.Dense(ProductDirection.BackwardWeight, inputs, outputs, batch, input.Elements), input, outputGradient, weightGradient, biasGradient, scratch, label).Plan(tiles);
}
