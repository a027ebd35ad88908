using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class DenseTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    // Batch, inputs, outputs: around vectors of 4 and tiles of 8, primes, and sizes that take each tile and cut the sum over the batch.
    private static readonly object[] Shapes =
    [
        new object[] { 1, 1, 1 },
        new object[] { 2, 3, 5 },
        new object[] { 3, 4, 4 },
        new object[] { 5, 8, 12 },
        new object[] { 7, 7, 9 },
        new object[] { 9, 31, 10 },
        new object[] { 8, 32, 32 },
        new object[] { 33, 17, 130 },
        new object[] { 64, 64, 65 },
        new object[] { 130, 20, 128 },
        new object[] { 515, 6, 3 },
        new object[] { 1025, 4, 8 },
    ];

    [TestCaseSource(nameof(Shapes))]
    public void Forward_sums_adds_the_bias_and_activates(int batch, int inputs, int outputs)
    {
        (double[] x, double[] w, double[] bias) = (Values(1, batch * inputs), Values(2, inputs * outputs), Values(3, outputs));
        (BenchArray input, BenchArray weight, BenchArray shift) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Of(bias));
        (BenchArray output, BenchArray sum) = (BenchArray.Room(batch * outputs), BenchArray.Room(batch * outputs));

        Bench.Run(
            DenseKernels.Forward(Bench.Tiles, inputs, outputs, batch, input.View, weight.View, shift.View, output.View, sum.View, Activations.Relu, "dense"), input, weight, shift, output, sum);

        AssertClose("dense_forward", sum, ReferenceDense.Forward(x, w, bias, batch, inputs, outputs));
        Assert.That(output.Floats, Is.EqualTo(sum.Floats.Select(value => Math.Max(value, 0))));
    }

    [TestCaseSource(nameof(Shapes))]
    public void Forward_needs_no_bias(int batch, int inputs, int outputs)
    {
        (double[] x, double[] w) = (Values(4, batch * inputs), Values(5, inputs * outputs));
        (BenchArray input, BenchArray weight, BenchArray output) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Room(batch * outputs));

        Bench.Run(DenseKernels.Forward(Bench.Tiles, inputs, outputs, batch, input.View, weight.View, null, output.View, null, Activations.Identity, "dense"), input, weight, output);

        AssertClose("dense_forward", output, ReferenceDense.Forward(x, w, null, batch, inputs, outputs));
    }

    [TestCaseSource(nameof(Shapes))]
    public void Backward_input_sums_over_outputs_and_goes_through_the_activation_before(int batch, int inputs, int outputs)
    {
        (double[] dz, double[] w, double[] y) = (Values(6, batch * outputs), Values(7, inputs * outputs), Values(8, batch * inputs));
        (BenchArray gradient, BenchArray weight, BenchArray saved) = (BenchArray.Of(dz), BenchArray.Of(w), BenchArray.Of(y));
        (BenchArray plain, BenchArray through) = (BenchArray.Room(batch * inputs), BenchArray.Room(batch * inputs));

        Bench.Run(
            [
                DenseKernels.BackwardInput(Bench.Tiles, inputs, outputs, batch, gradient.View, weight.View, plain.View, null, "plain"),
                DenseKernels.BackwardInput(Bench.Tiles, inputs, outputs, batch, gradient.View, weight.View, through.View, new ActivationGradient(Activations.Relu, saved.View), "through"),
            ],
            gradient, weight, saved, plain, through);

        AssertClose("dense_backward_input", plain, ReferenceDense.BackwardInput(dz, w, batch, inputs, outputs));
        Assert.That(through.Floats, Is.EqualTo(plain.Floats.Select((value, i) => y[i] > 0 ? value : 0)));
    }

    [TestCaseSource(nameof(Shapes))]
    public void Backward_weight_sums_over_the_batch(int batch, int inputs, int outputs)
    {
        (double[] x, double[] dz) = (Values(9, batch * inputs), Values(10, batch * outputs));
        (BenchArray input, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(dz));
        (BenchArray weight, BenchArray bias, BenchArray scratch) = (BenchArray.Room(inputs * outputs), BenchArray.Room(outputs), Scratch(batch, inputs, outputs));

        Bench.Run(
            DenseKernels.BackwardWeight(Bench.Tiles, inputs, outputs, batch, input.View, gradient.View, weight.View, bias.View, scratch.View, "dense"),
            input, gradient, weight, bias, scratch);

        AssertClose("dense_backward_weight", weight, ReferenceDense.BackwardWeight(x, dz, batch, inputs, outputs));
        AssertClose("dense_backward_weight, bias", bias, ReferenceDense.BackwardBias(dz, outputs));
    }

    [TestCaseSource(nameof(Shapes))]
    public void Backward_weight_needs_no_bias(int batch, int inputs, int outputs)
    {
        (double[] x, double[] dz) = (Values(11, batch * inputs), Values(12, batch * outputs));
        (BenchArray input, BenchArray gradient, BenchArray weight, BenchArray scratch) =
            (BenchArray.Of(x), BenchArray.Of(dz), BenchArray.Room(inputs * outputs), Scratch(batch, inputs, outputs));

        Bench.Run(
            DenseKernels.BackwardWeight(Bench.Tiles, inputs, outputs, batch, input.View, gradient.View, weight.View, null, scratch.View, "dense"), input, gradient, weight, scratch);

        AssertClose("dense_backward_weight", weight, ReferenceDense.BackwardWeight(x, dz, batch, inputs, outputs));
    }

    private static BenchArray Scratch(int batch, int inputs, int outputs) => BenchArray.Room(DenseKernels.BackwardWeightScratchBytes(inputs, outputs, batch) / sizeof(float));
}
