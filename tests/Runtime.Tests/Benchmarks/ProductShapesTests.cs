using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Tests.Benchmarks;

[TestFixture]
public sealed class ProductShapesTests
{
    [Test]
    public void Matrices_are_rows_inner_and_columns()
    {
        (ConvolutionGeometry geometry, int batch) = ProductShapes.Matrices("256x32x10")!.Value;

        Assert.That((batch, geometry.InputChannels, geometry.OutputChannels), Is.EqualTo((256, 32, 10)));
        Assert.That(geometry.Window, Is.EqualTo(WindowGeometry.OnePixel));
    }

    [Test]
    public void A_convolution_keeps_its_extents()
    {
        ConvolutionGeometry geometry = ProductShapes.Convolution("32x16x3-16")!;

        Assert.That((geometry.InputChannels, geometry.OutputChannels), Is.EqualTo((3, 16)));
        Assert.That(geometry.Window, Is.EqualTo(new WindowGeometry(32, 16, 3, 3, 1, 1, 1, 1, 32, 16)));
    }

    [TestCase("9x9x1-1k5s2", 5, 2, 2, 5)]
    [TestCase("8x8x1-1k1", 1, 1, 0, 8)]
    [TestCase("8x8x1-1s2", 3, 2, 0, 4)]
    public void Window_and_stride_may_be_said(string text, int window, int stride, int padding, int output)
    {
        WindowGeometry geometry = ProductShapes.Convolution(text)!.Window;

        Assert.That(
            (geometry.WindowHeight, geometry.StrideX, geometry.PaddingTop, geometry.OutputWidth), Is.EqualTo((window, stride, padding, output)));
    }

    [TestCase("")]
    [TestCase("32x32")]
    [TestCase("0x1x1")]
    [TestCase("1x1x1x1")]
    [TestCase("-1x1x1")]
    [TestCase("1x1x1 ")]
    [TestCase("1x1x9999999999")]
    public void What_is_no_product_of_matrices_is_refused(string text) => Assert.That(ProductShapes.Matrices(text), Is.Null);

    [TestCase("")]
    [TestCase("32x32x3")]
    [TestCase("32x32x3-0")]
    [TestCase("32x32x3-16k")]
    [TestCase("32x32x3-16k0")]
    [TestCase("32x32x3-16s2k3")]
    [TestCase("32x32x3-16\n")]
    public void What_is_no_convolution_is_refused(string text) => Assert.That(ProductShapes.Convolution(text), Is.Null);
}
