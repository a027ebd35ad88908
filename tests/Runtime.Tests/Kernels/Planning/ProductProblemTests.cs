using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Tests.Kernels.Planning;

public sealed class ProductProblemTests
{
    [Test]
    public void A_convolution_of_one_tap_is_a_dense_layer_of_its_pixels()
    {
        ConvolutionGeometry geometry = new(new WindowGeometry(5, 6, 1, 1, 1, 1, 0, 0, 5, 6), 12, 9);

        Assert.That(
            ProductProblem.Conv2d(ProductDirection.Forward, geometry, 3),
            Is.EqualTo(ProductProblem.Dense(ProductDirection.Forward, 12, 9, 90)));
    }

    [Test]
    public void A_window_as_large_as_the_image_is_a_dense_layer_of_its_values()
    {
        ConvolutionGeometry geometry = new(new WindowGeometry(4, 5, 4, 5, 2, 3, 0, 0, 1, 1), 3, 7);

        Assert.That(
            ProductProblem.Conv2d(ProductDirection.BackwardWeight, geometry, 3),
            Is.EqualTo(ProductProblem.Dense(ProductDirection.BackwardWeight, 60, 7, 3)));
    }

    [TestCase(1, 1, 2, 1, 0, 0, TestName = "A_stride_keeps_a_convolution_of_one_tap_what_it_is")]
    [TestCase(1, 1, 1, 1, 1, 0, TestName = "A_border_keeps_a_convolution_of_one_tap_what_it_is")]
    [TestCase(3, 3, 1, 1, 1, 1, TestName = "A_convolution_of_several_taps_stays_what_it_is")]
    public void Others_stay(int height, int width, int strideY, int strideX, int top, int left)
    {
        WindowGeometry window = new(6, 6, height, width, strideY, strideX, top, left, ((6 + (2 * top) - height) / strideY) + 1, ((6 + (2 * left) - width) / strideX) + 1);

        Assert.That(ProductProblem.Conv2d(ProductDirection.Forward, new ConvolutionGeometry(window, 4, 4), 2).IsDense, Is.False);
    }

    [Test]
    public void Problems_that_differ_have_different_texts()
    {
        WindowGeometry window = new(6, 6, 3, 3, 1, 1, 1, 1, 6, 6);
        ProductProblem[] problems =
        [
            .. Enum.GetValues<ProductDirection>().Select(direction => ProductProblem.Conv2d(direction, new ConvolutionGeometry(window, 4, 8), 2)),
            ProductProblem.Conv2d(ProductDirection.Forward, new ConvolutionGeometry(window, 4, 8), 3),
            ProductProblem.Conv2d(ProductDirection.Forward, new ConvolutionGeometry(window, 8, 4), 2),
            ProductProblem.Conv2d(ProductDirection.Forward, new ConvolutionGeometry(window with { StrideX = 2, OutputWidth = 3 }, 4, 8), 2),
            ProductProblem.Conv2d(ProductDirection.Forward, new ConvolutionGeometry(window with { PaddingTop = 0 }, 4, 8), 2),
            ProductProblem.Dense(ProductDirection.Forward, 4, 8, 2),
            ProductProblem.Dense(ProductDirection.Forward, 4, 8, 2, ElementType.Float16),
            ProductProblem.Conv2d(ProductDirection.Forward, new ConvolutionGeometry(window, 4, 8), 2, ElementType.Float16),
        ];

        Assert.That(problems.Select(problem => problem.ToString()), Is.Unique);
    }
}
