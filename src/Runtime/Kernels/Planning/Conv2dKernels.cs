using System.Collections.Immutable;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Plans the dispatches of a convolution. Tensors are NHWC, weights HWIO.</summary>
public static class Conv2dKernels
{
    /// <summary><c>output = activation(bias + input * weight)</c>.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, input channels].</param>
    /// <param name="weight">[window height, window width, input channels, output channels].</param>
    /// <param name="bias">[output channels]; null for none.</param>
    /// <param name="output">[batch, height, width, output channels].</param>
    /// <param name="preactivation">Where the sum before the activation is stored too, as large as <paramref name="output"/>; null when nothing needs it.</param>
    /// <param name="activation">Applied to the sum.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch Forward(
        IProductTiles tiles,
        ConvolutionGeometry geometry,
        int batch,
        BufferView input,
        BufferView weight,
        BufferView? bias,
        BufferView output,
        BufferView? preactivation,
        Activation activation,
        string label) =>
        new ForwardProduct(
            ProductProblem.Conv2d(ProductDirection.Forward, geometry, batch, input.Elements), input, weight, bias, output, preactivation, winners: null, activation, label).Plan(tiles);

    /// <summary>Whether the kernels that <paramref name="tiles"/> choose for a convolution make a max pool behind it as well, forward and back.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
    /// <param name="geometry">Sizes of the convolution.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="elements">How features and weights lie in memory.</param>
    public static bool CanPool(IProductTiles tiles, ConvolutionGeometry geometry, FusedPool pool, int batch, ElementType elements) =>
        ProductProblem.PooledConv2d(geometry, pool, batch, elements) is { } problem && tiles.CanPool(problem);

    /// <summary><c>output = max_pool(activation(bias + input * weight))</c>, where <see cref="CanPool"/> allows it.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
    /// <param name="geometry">Sizes of the convolution.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, input channels].</param>
    /// <param name="weight">[window height, window width, input channels, output channels].</param>
    /// <param name="bias">[output channels]; null for none.</param>
    /// <param name="output">[batch, height / pool height, width / pool width, output channels].</param>
    /// <param name="winners">Where the place of each largest value in its window is kept for <see cref="PoolKernels.MaxUnpool"/>: a value for each four channels; null when nothing needs it.</param>
    /// <param name="activation">Applied to the sum.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch ForwardPooled(
        IProductTiles tiles,
        ConvolutionGeometry geometry,
        FusedPool pool,
        int batch,
        BufferView input,
        BufferView weight,
        BufferView? bias,
        BufferView output,
        BufferView? winners,
        Activation activation,
        string label)
    {
        ProductProblem problem = ProductProblem.PooledConv2d(geometry, pool, batch, input.Elements)
            ?? throw new ArgumentException($"{label}: a convolution that comes to a product of matrices pools nothing.", nameof(geometry));
        return new ForwardProduct(problem, input, weight, bias, output, preactivation: null, winners, activation, label).Plan(tiles);
    }

    /// <summary>The gradient with respect to the input, from the gradient with respect to the sum before the activation.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="outputGradient">Gradient of the sum, [batch, height, width, output channels].</param>
    /// <param name="weight">[window height, window width, input channels, output channels].</param>
    /// <param name="inputGradient">Overwritten, [batch, height, width, input channels].</param>
    /// <param name="through">The activation that made the input, when the gradient shall be taken through it at once.</param>
    /// <param name="label">Name of the dispatch.</param>
    public static Dispatch BackwardInput(
        IProductTiles tiles,
        ConvolutionGeometry geometry,
        int batch,
        BufferView outputGradient,
        BufferView weight,
        BufferView inputGradient,
        ActivationGradient? through,
        string label) =>
        new BackwardInputProduct(
            ProductProblem.Conv2d(ProductDirection.BackwardInput, geometry, batch, outputGradient.Elements), outputGradient, weight, inputGradient, through, label).Plan(tiles);

    /// <summary>Bytes of scratch that <see cref="BackwardWeight"/> needs; 0 when it needs none.</summary>
    public static long BackwardWeightScratchBytes(ConvolutionGeometry geometry, int batch) =>
        ProductProblem.Conv2d(ProductDirection.BackwardWeight, geometry, batch).Sums.ScratchBytes;

    /// <summary>The gradients with respect to weight and bias, from the gradient with respect to the sum before the activation: one dispatch, or two where the sum is cut in pieces.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
    /// <param name="geometry">Sizes.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="input">[batch, height, width, input channels].</param>
    /// <param name="outputGradient">Gradient of the sum, [batch, height, width, output channels].</param>
    /// <param name="weightGradient">Overwritten, as the weight.</param>
    /// <param name="biasGradient">Overwritten, [output channels]; null for none.</param>
    /// <param name="scratch">At least <see cref="BackwardWeightScratchBytes"/>; null where that is 0.</param>
    /// <param name="label">Name of the dispatches.</param>
    public static ImmutableArray<Dispatch> BackwardWeight(
        IProductTiles tiles,
        ConvolutionGeometry geometry,
        int batch,
        BufferView input,
        BufferView outputGradient,
        BufferView weightGradient,
        BufferView? biasGradient,
        BufferView? scratch,
        string label) =>
        new BackwardWeightProduct(
            ProductProblem.Conv2d(ProductDirection.BackwardWeight, geometry, batch, input.Elements), input, outputGradient, weightGradient, biasGradient, scratch, label).Plan(tiles);
}
