using SweepDsl.Runtime.Kernels.Planning.Register;
using SweepDsl.Runtime.Kernels.Planning.Tiled;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The gradient of a layer's input with what it reads and writes.</summary>
internal sealed record BackwardInputProduct
{
    /// <summary>Checks that the views hold what the problem needs.</summary>
    /// <exception cref="ArgumentException">A view is too short, or too long to be indexed.</exception>
    public BackwardInputProduct(
        ProductProblem problem, BufferView outputGradient, BufferView weight, BufferView inputGradient, ActivationGradient? through, string label)
    {
        ConvolutionGeometry geometry = problem.Geometry;
        long inputs = (long)problem.Batch * geometry.InputElements;
        (Problem, Label) = (problem, label);
        OutputGradient = outputGradient.Holding((long)problem.Batch * geometry.OutputElements, label);
        Weight = weight.Holding(geometry.Weights, label);
        InputGradient = inputGradient.Holding(inputs, label);
        Saved = through?.Saved.Holding(inputs, label) ?? outputGradient;
        Activation = through?.Activation ?? Activations.Identity;
    }

    public ProductProblem Problem { get; }

    public BufferView OutputGradient { get; }

    public BufferView Weight { get; }

    public BufferView InputGradient { get; }

    /// <summary>What the activation's derivative is computed from; any view for the identity.</summary>
    public BufferView Saved { get; }

    public Activation Activation { get; }

    public string Label { get; }

    /// <summary>The dispatch that makes it.</summary>
    public Dispatch Plan(IProductTiles tiles) => tiles.For(Problem) switch
    {
        RegisterTile tile => RegisterConv2dBackwardInput.Plan(this, tile),
        SharedTile tile when Problem.IsDense => TiledDenseBackwardInput.Plan(this, tile),
        SharedTile tile => TiledConv2dBackwardInput.Plan(this, tile),
        ProductTile tile => throw new ArgumentException($"{Label}: there is no kernel for '{tile}'.", nameof(tiles)),
    };
}
