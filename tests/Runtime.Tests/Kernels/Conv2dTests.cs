using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class Conv2dTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    // Every other variant of a kernel is compiled for a few shapes alone: aligned and not, with strides and borders, with one piece and several.
    private static IEnumerable<ConvolutionCase> Few => ConvolutionCase.All.Where((_, i) => i % 6 == 3 || i == 2 || i == 24);

    [TestCaseSource(typeof(ConvolutionCase), nameof(ConvolutionCase.All))]
    public void Forward_sums_adds_the_bias_and_activates(ConvolutionCase shape)
    {
        double[] x = Values(1, shape.InputCount);
        double[] w = Values(2, shape.WeightCount);
        double[] bias = Values(3, shape.OutputChannels);
        (BenchArray input, BenchArray weight, BenchArray shift) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Of(bias));
        (BenchArray output, BenchArray sum) = (BenchArray.Room(shape.OutputCount), BenchArray.Room(shape.OutputCount));

        Bench.Run(
            Conv2dKernels.Forward(Bench.Tiles, shape.Geometry, shape.Batch, input.View, weight.View, shift.View, output.View, sum.View, Activations.Relu, "conv"), input, weight, shift, output, sum);

        BoundedSum expected = ReferenceConv2d.Forward(x, w, bias, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels);
        AssertClose("conv2d_forward", sum, expected);
        Assert.That(output.Floats, Is.EqualTo(sum.Floats.Select(value => Math.Max(value, 0))));
    }

    [TestCaseSource(nameof(Few))]
    public void Forward_needs_no_bias(ConvolutionCase shape)
    {
        double[] x = Values(4, shape.InputCount);
        double[] w = Values(5, shape.WeightCount);
        (BenchArray input, BenchArray weight, BenchArray output) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Room(shape.OutputCount));

        Bench.Run(
            Conv2dKernels.Forward(Bench.Tiles, shape.Geometry, shape.Batch, input.View, weight.View, null, output.View, null, Activations.Identity, "conv"), input, weight, output);

        AssertClose("conv2d_forward", output, ReferenceConv2d.Forward(x, w, null, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels));
    }

    [TestCaseSource(typeof(ConvolutionCase), nameof(ConvolutionCase.All))]
    public void Backward_input_gathers_every_gradient_that_a_value_had_part_in(ConvolutionCase shape)
    {
        double[] dz = Values(6, shape.OutputCount);
        double[] w = Values(7, shape.WeightCount);
        (BenchArray gradient, BenchArray weight, BenchArray result) = (BenchArray.Of(dz), BenchArray.Of(w), BenchArray.Room(shape.InputCount));

        Bench.Run(Conv2dKernels.BackwardInput(Bench.Tiles, shape.Geometry, shape.Batch, gradient.View, weight.View, result.View, null, "conv"), gradient, weight, result);

        AssertClose("conv2d_backward_input", result, ReferenceConv2d.BackwardInput(dz, w, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels));
    }

    [TestCaseSource(nameof(Few))]
    public void Backward_input_goes_through_the_activation_before(ConvolutionCase shape)
    {
        double[] y = Values(8, shape.InputCount);
        double[] dz = Values(9, shape.OutputCount);
        double[] w = Values(10, shape.WeightCount);
        (BenchArray saved, BenchArray gradient, BenchArray weight) = (BenchArray.Of(y), BenchArray.Of(dz), BenchArray.Of(w));
        (BenchArray plain, BenchArray through) = (BenchArray.Room(shape.InputCount), BenchArray.Room(shape.InputCount));

        Bench.Run(
            [
                Conv2dKernels.BackwardInput(Bench.Tiles, shape.Geometry, shape.Batch, gradient.View, weight.View, plain.View, null, "plain"),
                Conv2dKernels.BackwardInput(
                    Bench.Tiles, shape.Geometry, shape.Batch, gradient.View, weight.View, through.View, new ActivationGradient(Activations.Relu, saved.View), "through"),
            ],
            saved, gradient, weight, plain, through);

        Assert.That(through.Floats, Is.EqualTo(plain.Floats.Select((value, i) => y[i] > 0 ? value : 0)));
    }

    [TestCaseSource(typeof(ConvolutionCase), nameof(ConvolutionCase.All))]
    public void Backward_weight_sums_over_batch_and_pixels(ConvolutionCase shape)
    {
        double[] x = Values(11, shape.InputCount);
        double[] dz = Values(12, shape.OutputCount);
        (BenchArray input, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(dz));
        (BenchArray weight, BenchArray bias, BenchArray scratch) = (BenchArray.Room(shape.WeightCount), BenchArray.Room(shape.OutputChannels), Scratch(shape));

        Bench.Run(
            Conv2dKernels.BackwardWeight(Bench.Tiles, shape.Geometry, shape.Batch, input.View, gradient.View, weight.View, bias.View, scratch.View, "conv"),
            input, gradient, weight, bias, scratch);

        AssertClose("conv2d_backward_weight", weight, ReferenceConv2d.BackwardWeight(x, dz, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels));
        AssertClose("conv2d_backward_weight, bias", bias, ReferenceConv2d.BackwardBias(dz, shape.OutputChannels));
    }

    [TestCaseSource(nameof(Few))]
    public void Backward_weight_needs_no_bias(ConvolutionCase shape)
    {
        double[] x = Values(13, shape.InputCount);
        double[] dz = Values(14, shape.OutputCount);
        (BenchArray input, BenchArray gradient, BenchArray weight, BenchArray scratch) =
            (BenchArray.Of(x), BenchArray.Of(dz), BenchArray.Room(shape.WeightCount), Scratch(shape));

        Bench.Run(
            Conv2dKernels.BackwardWeight(Bench.Tiles, shape.Geometry, shape.Batch, input.View, gradient.View, weight.View, null, scratch.View, "conv"), input, gradient, weight, scratch);

        AssertClose("conv2d_backward_weight", weight, ReferenceConv2d.BackwardWeight(x, dz, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels));
    }

    [TestCaseSource(typeof(ConvolutionCase), nameof(ConvolutionCase.All))]
    public void Both_backward_kernels_are_adjoint_to_forward(ConvolutionCase shape)
    {
        double[] x = Values(15, shape.InputCount);
        double[] w = Values(16, shape.WeightCount);
        double[] dz = Values(17, shape.OutputCount);
        (BenchArray input, BenchArray weight, BenchArray gradient, BenchArray scratch) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Of(dz), Scratch(shape));
        (BenchArray y, BenchArray z, BenchArray dx) = (BenchArray.Room(shape.OutputCount), BenchArray.Room(shape.OutputCount), BenchArray.Room(shape.InputCount));
        (BenchArray bias, BenchArray dw, BenchArray db) = (BenchArray.Of(new float[shape.OutputChannels]), BenchArray.Room(shape.WeightCount), BenchArray.Room(shape.OutputChannels));

        Bench.Run(
            [
                Conv2dKernels.Forward(Bench.Tiles, shape.Geometry, shape.Batch, input.View, weight.View, bias.View, y.View, z.View, Activations.Relu, "forward"),
                Conv2dKernels.BackwardInput(Bench.Tiles, shape.Geometry, shape.Batch, gradient.View, weight.View, dx.View, null, "input"),
                .. Conv2dKernels.BackwardWeight(Bench.Tiles, shape.Geometry, shape.Batch, input.View, gradient.View, dw.View, db.View, scratch.View, "weight"),
            ],
            input, weight, gradient, scratch, y, z, dx, bias, dw, db);

        // <z, dz> = <x, dx> = <w, dw>, each with the rounding of its own sums.
        double tolerance = ErrorBound.Gamma(shape.WeightCount + shape.OutputCount) * shape.OutputCount * Math.Max(1, shape.Geometry.FanIn);
        Assert.That(Dot(x, dx.Floats), Is.EqualTo(Dot(dz, z.Floats)).Within(tolerance));
        Assert.That(Dot(w, dw.Floats), Is.EqualTo(Dot(dz, z.Floats)).Within(tolerance));
    }

    [TestCaseSource(typeof(ConvolutionCase), nameof(ConvolutionCase.All))]
    public void Two_runs_give_the_same_bits(ConvolutionCase shape)
    {
        (BenchArray input, BenchArray gradient) = (BenchArray.Of(Values(18, shape.InputCount)), BenchArray.Of(Values(19, shape.OutputCount)));
        (BenchArray first, BenchArray second) = (BenchArray.Room(shape.WeightCount), BenchArray.Room(shape.WeightCount));

        foreach (BenchArray target in new[] { first, second })
        {
            (BenchArray bias, BenchArray scratch) = (BenchArray.Room(shape.OutputChannels), Scratch(shape));
            Bench.Run(
                Conv2dKernels.BackwardWeight(Bench.Tiles, shape.Geometry, shape.Batch, input.View, gradient.View, target.View, bias.View, scratch.View, "conv"),
                input, gradient, target, bias, scratch);
        }

        Assert.That(second.Integers, Is.EqualTo(first.Integers));
    }

    private static BenchArray Scratch(ConvolutionCase shape) =>
        BenchArray.Room(Conv2dKernels.BackwardWeightScratchBytes(shape.Geometry, shape.Batch) / sizeof(float));

    private static double Dot(double[] a, float[] b) => a.Zip(b, (left, right) => left * right).Sum();
}
