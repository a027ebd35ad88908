using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class DropoutTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private const uint Epoch = 5;

    private static readonly uint[] Examples = [17, 3, 60_000, 3];

    [TestCase(1, 0.5)]
    [TestCase(3, 0.25)]
    [TestCase(8, 0.1)]
    [TestCase(129, 0.9)]
    public void The_mask_follows_epoch_example_and_element_alone(int elements, double rate)
    {
        double[] x = Values(1, Examples.Length * elements);
        double[] mask = ReferenceDropout.Mask(unchecked((uint)-7), layer: 9, Epoch, Examples, elements, rate);
        (BenchArray input, BenchArray output, BenchArray examples, BenchArray control) = (BenchArray.Of(x), BenchArray.Room(x.Length), BenchArray.Of(Examples), Control());

        Bench.Run(
            DropoutKernels.Forward(Mask(rate), elements, Examples.Length, examples.View, control.View, input.View, output.View, "dropout"), input, output, examples, control);

        Assert.That(output.Floats.Select(value => value != 0), Is.EqualTo(mask.Select(value => value != 0)));
        AssertClose("dropout", output, ReferenceDropout.Apply(x, mask), [.. x.Zip(mask, (value, factor) => 4 * ErrorBound.UnitRoundoff * Math.Abs(value * factor))]);
    }

    [TestCase(6)]
    [TestCase(12)]
    public void Backward_takes_the_same_mask_and_goes_through_the_activation_before(int elements)
    {
        double[] y = Values(2, Examples.Length * elements);
        (BenchArray gradient, BenchArray saved, BenchArray examples, BenchArray control) =
            (BenchArray.Of(Values(3, y.Length)), BenchArray.Of(y), BenchArray.Of(Examples), Control());
        (BenchArray forward, BenchArray backward) = (BenchArray.Room(y.Length), BenchArray.Room(y.Length));

        Bench.Run(
            [
                DropoutKernels.Forward(Mask(0.5), elements, Examples.Length, examples.View, control.View, gradient.View, forward.View, "forward"),
                DropoutKernels.Backward(
                    Mask(0.5), elements, Examples.Length, examples.View, control.View, gradient.View, backward.View, new ActivationGradient(Activations.Relu, saved.View), "backward"),
            ],
            gradient, saved, examples, control, forward, backward);

        Assert.That(backward.Floats, Is.EqualTo(forward.Floats.Select((value, i) => y[i] > 0 ? value : 0)));
    }

    [Test]
    public void Rate_0_is_the_identity()
    {
        double[] x = Values(4, Examples.Length * 5);
        (BenchArray values, BenchArray examples, BenchArray control) = (BenchArray.Of(x), BenchArray.Of(Examples), Control());

        Bench.Run(DropoutKernels.Forward(Mask(0), 5, Examples.Length, examples.View, control.View, values.View, values.View, "dropout in place"), values, examples, control);

        Assert.That(values.Floats, Is.EqualTo(x.Select(value => (float)value)));
    }

    private static DropoutMask Mask(double rate) => new(rate, unchecked((uint)-7), 9);

    private static BenchArray Control() => BenchArray.Of([1u, 2u, Epoch, 0u]);
}
