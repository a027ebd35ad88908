using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Benchmarks;

[TestFixture]
public sealed class ProductWorkTests
{
    private static readonly ImmutableArray<ProductDirection> Directions = ProductWork.Directions;

    [TestCaseSource(nameof(Directions))]
    public void A_product_of_matrices_has_two_operations_for_each_of_its_terms(ProductDirection direction)
    {
        (ConvolutionGeometry geometry, int rows) = ProductShapes.Matrices("5x7x11")!.Value;
        ProductWork work = new("5x7x11", rows, direction, geometry);

        Assert.That(work.Operations, Is.EqualTo(2 * 5 * 7 * 11));
        Assert.That(work.Bytes, Is.EqualTo(4 * ((5 * 7) + (7 * 11) + (5 * 11))));
    }

    [TestCaseSource(nameof(Directions))]
    public void A_convolution_has_two_operations_for_each_term_border_included(ProductDirection direction)
    {
        // 13 x 9 with stride 2 are 7 x 5 windows of 3 x 3 taps.
        ProductWork work = new("13x9x4-6s2", 8, direction, ProductShapes.Convolution("13x9x4-6s2")!);

        Assert.That(work.Operations, Is.EqualTo(2 * 8 * (7 * 5 * 6) * (3 * 3 * 4)));
        Assert.That(work.Bytes, Is.EqualTo(4 * ((8 * 13 * 9 * 4) + (3 * 3 * 4 * 6) + (8 * 7 * 5 * 6))));
    }

    [TestCase(ProductDirection.Forward, 2)]
    [TestCase(ProductDirection.BackwardInput, 2)]
    [TestCase(ProductDirection.BackwardWeight, 4)]
    public void In_mixed_precision_values_take_half_and_gradients_of_weights_do_not(ProductDirection direction, int weightBytes)
    {
        (ConvolutionGeometry geometry, int rows) = ProductShapes.Matrices("5x7x11")!.Value;
        ProductWork work = new("5x7x11", rows, direction, geometry) { Precision = Precision.Mixed };

        Assert.That(work.Bytes, Is.EqualTo((2 * ((5 * 7) + (5 * 11))) + (weightBytes * 7 * 11)));
        Assert.That(work.Problem.Elements, Is.EqualTo(ElementType.Float16));
    }

    [Test]
    public void The_operations_of_the_largest_shapes_are_not_cut_to_32_bits()
    {
        ProductWork work = new("large", 8192, ProductDirection.Forward, ProductShapes.Matrices("8192x8192x8192")!.Value.Geometry);

        Assert.That(work.Operations, Is.EqualTo(2L * 8192 * 8192 * 8192));
    }

    [TestCaseSource(nameof(Directions))]
    public void What_is_measured_is_what_a_layer_plans(ProductDirection direction)
    {
        ConvolutionGeometry geometry = ProductShapes.Convolution("8x8x4-12")!;
        ProductWork work = new("8x8x4-12", 16, direction, geometry);

        ImmutableArray<Dispatch> dispatches = work.Plan(new DefaultTiles(DeviceTraits.Minimal));

        Assert.That(dispatches[0].Kernel.Name, Does.StartWith($"conv2d_{work.DirectionName}"));
        Assert.That(dispatches.SelectMany(dispatch => dispatch.Buffers).Select(view => view.Buffer.Lifetime), Is.All.EqualTo(BufferLifetime.Persistent));
    }
}
