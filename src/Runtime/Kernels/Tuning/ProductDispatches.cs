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
        BufferView input = Features("input", (long)problem.Batch * geometry.InputElements);
        BufferView weight = Features("weight", geometry.Weights);
        BufferView bias = Values("bias", geometry.OutputChannels);
        BufferView output = Features("output", (long)problem.Batch * geometry.OutputElements);
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
                return new BackwardWeightProduct(problem, input, output, Values("weight", geometry.Weights), bias, scratch, label).Plan(tiles);
        }

        BufferView Features(string name, long count) => new LogicalBuffer(name, problem.Elements.BytesOf(count), BufferLifetime.Persistent, problem.Elements).View;
    }

    private static BufferView Values(string name, long count) => new LogicalBuffer(name, count * sizeof(float), BufferLifetime.Persistent).View;
}
