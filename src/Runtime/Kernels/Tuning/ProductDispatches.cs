using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>The dispatches of a product in buffers of their own, for it to be timed.</summary>
public static class ProductDispatches
{
    /// <summary>What a layer plans for a product, bias included, without an activation. All buffers are persistent.</summary>
    /// <param name="problem">The product.</param>
    /// <param name="tiles">Chooses family and tile.</param>
    /// <param name="label">Name of the dispatches.</param>
    /// <exception cref="ArgumentException">One binding cannot reach one of the tensors, or the tile does not suit the product.</exception>
    public static ImmutableArray<Dispatch> Of(ProductProblem problem, IProductTiles tiles, string label)
    {
        ConvolutionGeometry geometry = problem.Geometry;
        BufferView input = Values("input", (long)problem.Batch * geometry.InputElements);
        BufferView weight = Values("weight", geometry.Weights);
        BufferView bias = Values("bias", geometry.OutputChannels);
        BufferView output = Values("output", (long)problem.Batch * geometry.OutputElements);
        switch (problem.Direction)
        {
            case ProductDirection.Forward:
                BufferView? winners = problem.Pool is null ? null : Values("winners", (long)problem.Batch * geometry.OutputElements);
                return [new ForwardProduct(problem, input, weight, bias, output, preactivation: null, winners, Activations.Identity, label).Plan(tiles)];
            case ProductDirection.BackwardInput:
                return [new BackwardInputProduct(problem, output, weight, input, through: null, label).Plan(tiles)];
            default:
                long scratchBytes = problem.Sums.ScratchBytes;
                BufferView? scratch = scratchBytes == 0 ? null : Values("scratch", scratchBytes / sizeof(float));
                return new BackwardWeightProduct(problem, input, output, weight, bias, scratch, label).Plan(tiles);
        }
    }

    private static BufferView Values(string name, long count) => new LogicalBuffer(name, count * sizeof(float), BufferLifetime.Persistent).View;
}
