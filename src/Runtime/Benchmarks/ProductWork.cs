using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>A product to measure: one of the three of a dense or a convolutional layer.</summary>
/// <param name="Shape">What the user calls the layer, such as <c>32x32x3-16</c>.</param>
/// <param name="Batch">Examples; of a product of matrices, rows.</param>
/// <param name="Direction">Which of the three.</param>
/// <param name="Geometry">The layer's sizes.</param>
internal sealed record ProductWork(string Shape, int Batch, ProductDirection Direction, ConvolutionGeometry Geometry)
{
    /// <summary>All directions, in the order of the tables.</summary>
    public static readonly ImmutableArray<ProductDirection> Directions = [ProductDirection.Forward, ProductDirection.BackwardInput, ProductDirection.BackwardWeight];

    /// <summary>
    /// Floating-point operations: two for each term of each output's sum. Terms that fall on the border count too, as is usual; all three directions have the same number.
    /// </summary>
    public long Operations => checked(2L * Batch * Geometry.OutputElements * Geometry.FanIn);

    /// <summary>How features and weights lie in memory.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Bytes that must be read or written at least: input, weights and output, each once. Gradients of weights are float32 always.</summary>
    public long Bytes => checked(
        (Elements.ByteLength * (long)Batch * (Geometry.InputElements + Geometry.OutputElements))
        + ((Direction == ProductDirection.BackwardWeight ? sizeof(float) : Elements.ByteLength) * (long)Geometry.Weights));

    /// <summary>The product as tiles are chosen for it.</summary>
    public ProductProblem Problem => ProductProblem.Conv2d(Direction, Geometry, Batch, Elements);

    /// <summary>The word for the direction in tables and documents.</summary>
    public string DirectionName => Direction switch
    {
        ProductDirection.Forward => "forward",
        ProductDirection.BackwardInput => "backward_input",
        ProductDirection.BackwardWeight => "backward_weight",
        _ => throw new ArgumentOutOfRangeException(nameof(Direction), Direction, "Unknown direction."),
    };

    /// <summary>The dispatches as a layer plans them, bias included, without an activation.</summary>
    /// <param name="tiles">Chooses family and tile.</param>
    public ImmutableArray<Dispatch> Plan(IProductTiles tiles) => ProductDispatches.Of(Problem, tiles, DirectionName);

    private ElementType Elements => Precision.Elements();
}
