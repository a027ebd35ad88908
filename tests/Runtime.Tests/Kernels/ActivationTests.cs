using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class ActivationTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    // Around 0, where cancellation shows; through the bends; and to where exponentials leave float32.
    private static readonly double[] Points =
    [
        .. Enumerable.Range(-400, 801).Select(i => (double)(float)(i / 40.0)),
        .. new[] { 1e-30, 1e-6, 1e-3, 0.2499, 0.25, 20, 50, 88.5, 90, 104, 1e4, 1e30 }.SelectMany(x => new[] { (double)(float)x, -(double)(float)x }),
    ];

    private static IEnumerable<Activation> All => Activations.All;

    [TestCaseSource(nameof(All))]
    public void Forward_is_the_function(Activation activation)
    {
        ReferenceActivation reference = ReferenceActivation.Of(activation);
        (BenchArray input, BenchArray output) = (BenchArray.Of(Points), BenchArray.Room(Points.Length));

        Bench.Run(ActivationKernels.Forward(activation, Points.Length, input.View, output.View, "forward"), input, output);

        AssertClose(activation.Name, output, reference.Forward(Points), [.. Points.Select(x => ErrorBound.FunctionError(reference, x) + ErrorBound.SmallestNormal)]);
    }

    [TestCaseSource(nameof(All))]
    public void Backward_is_the_derivative_from_what_was_saved(Activation activation)
    {
        ReferenceActivation reference = ReferenceActivation.Of(activation);
        double[] dy = Values(1, Points.Length);
        (BenchArray input, BenchArray output) = (BenchArray.Of(Points), BenchArray.Room(Points.Length));
        (BenchArray gradient, BenchArray result) = (BenchArray.Of(dy), BenchArray.Room(Points.Length));
        BenchArray saved = activation.BackwardFrom == ActivationSource.Input ? input : output;

        Bench.Run(
            [
                ActivationKernels.Forward(activation, Points.Length, input.View, output.View, "forward"),
                ActivationKernels.Backward(new ActivationGradient(activation, saved.View), Points.Length, gradient.View, result.View, "backward"),
            ],
            input, output, gradient, result);

        // Where the derivative comes from the rounded output, 1 - y^2 or y (1 - y) is off by a few roundings of 1.
        AssertClose($"{activation.Name}, backward", result, reference.Backward(Points, dy), [.. dy.Select(slope => 16 * ErrorBound.UnitRoundoff * Math.Abs(slope))]);
    }

    [TestCaseSource(nameof(All))]
    public void NaN_stays_NaN(Activation activation)
    {
        (BenchArray input, BenchArray output) = (BenchArray.Of([float.NaN, 1, 2, 3, float.NaN]), BenchArray.Room(5));

        Bench.Run(ActivationKernels.Forward(activation, 5, input.View, output.View, "forward"), input, output);

        Assert.That(new[] { output.Floats[0], output.Floats[4] }, Is.All.NaN);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(7)]
    [TestCase(1023)]
    [TestCase(4099)]
    public void Every_count_is_covered_and_nothing_beyond_it(int count)
    {
        double[] x = Values(2, count);
        (BenchArray values, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(Values(3, count)));
        float[] before = gradient.Floats;

        Bench.Run(
            [
                ActivationKernels.Backward(new ActivationGradient(Activations.Relu, values.View), count, gradient.View, gradient.View, "backward in place"),
                ActivationKernels.Forward(Activations.Relu, count, values.View, values.View, "forward in place"),
            ],
            values, gradient);

        Assert.That(values.Floats, Is.EqualTo(x.Select(value => (float)Math.Max(value, 0))));
        Assert.That(gradient.Floats, Is.EqualTo(before.Select((value, i) => x[i] > 0 ? value : 0)));
    }
}
