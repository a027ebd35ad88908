using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels.Planning.Register;
using SweepDsl.Runtime.Kernels.Planning.Tiled;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The gradients of a layer's weight and bias with what they read and write.</summary>
internal sealed record BackwardWeightProduct
{
    private readonly BufferView? _scratch;

    /// <summary>Checks that the views hold what the problem needs.</summary>
    /// <exception cref="ArgumentException">A view is too short, or too long to be indexed.</exception>
    public BackwardWeightProduct(
        ProductProblem problem, BufferView input, BufferView outputGradient, BufferView weightGradient, BufferView? biasGradient, BufferView? scratch, string label)
    {
        ConvolutionGeometry geometry = problem.Geometry;
        (Problem, Label, Sums, _scratch) = (problem, label, problem.Sums, scratch);
        Input = input.Holding((long)problem.Batch * geometry.InputElements, label);
        OutputGradient = outputGradient.Holding((long)problem.Batch * geometry.OutputElements, label);
        WeightGradient = weightGradient.Holding(geometry.Weights, label);
        BiasGradient = biasGradient?.Holding(geometry.OutputChannels, label);
        (WeightTarget, BiasTarget) = Sums.Targets(WeightGradient, BiasGradient, scratch, label);
    }

    public ProductProblem Problem { get; }

    public BufferView Input { get; }

    public BufferView OutputGradient { get; }

    public BufferView WeightGradient { get; }

    public BufferView? BiasGradient { get; }

    /// <summary>How the sums are cut.</summary>
    public PartialSums Sums { get; }

    /// <summary>Where the pieces of the weight's gradient go.</summary>
    public BufferView WeightTarget { get; }

    /// <summary>Where the pieces of the bias's gradient go; any view where there is none.</summary>
    public BufferView BiasTarget { get; }

    public string Label { get; }

    /// <summary>The dispatches that make them, in order.</summary>
    public ImmutableArray<Dispatch> Plan(IProductTiles tiles)
    {
        Dispatch pieces = tiles.For(Problem) switch
        {
            RegisterTile tile => RegisterConv2dBackwardWeight.Plan(this, tile),
            SharedTile tile when Problem.IsDense => TiledDenseBackwardWeight.Plan(this, tile),
            SharedTile tile => TiledConv2dBackwardWeight.Plan(this, tile),
            ProductTile tile => throw new ArgumentException($"{Label}: there is no kernel for '{tile}'.", nameof(tiles)),
        };
        return Sums.Followed(pieces, WeightGradient, BiasGradient, _scratch, Label);
    }
}
