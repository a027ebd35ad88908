using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class PoolTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private const int Batch = 3;

    private static readonly int[] Channels = [1, 3, 4, 8, 13];

    private static readonly Window2d[] Windows =
    [
        new(1, 1, 1, 1),
        new(4, 6, 2, 2, 2, 2),
        new(5, 7, 2, 2, 2, 2),
        new(5, 7, 2, 2, 2, 2, PadBottom: 1, PadRight: 1),
        new(6, 5, 3, 3, 1, 1, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1),
        new(7, 8, 3, 2, 2, 3, PadTop: 2, PadLeft: 1, PadBottom: 0, PadRight: 1),
        new(5, 5, 1, 1, 2, 2),
        new(4, 3, 4, 3),
        new(2, 9, 2, 4, 1, 3),
    ];

    [Test]
    public void Max_takes_the_largest_value_and_gives_it_the_gradient([ValueSource(nameof(Windows))] Window2d window, [ValueSource(nameof(Channels))] int channels)
    {
        // Few different values make ties, and a tie must go to the first.
        double[] x = [.. Values(1, Batch * window.InputPixels * channels).Select(value => Math.Round(value * 3))];
        double[] dy = Values(2, Batch * window.OutputPixels * channels);
        (BenchArray input, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(dy));
        (BenchArray output, BenchArray winners, BenchArray result) = (BenchArray.Room(dy.Length), BenchArray.Room(dy.Length), BenchArray.Room(x.Length));

        Bench.Run(
            [
                PoolKernels.MaxForward(window.Geometry(), channels, Batch, input.View, output.View, winners.View, "forward"),
                PoolKernels.MaxBackward(window.Geometry(), channels, Batch, winners.View, gradient.View, result.View, null, "backward"),
            ],
            input, gradient, output, winners, result);

        Assert.That(output.Floats, Is.EqualTo(ReferenceMaxPool2d.Forward(x, Batch, window, channels).Select(value => (float)value)));
        AssertClose("max_pool2d_backward", result, ReferenceMaxPool2d.Backward(x, dy, Batch, window, channels));
    }

    [Test]
    public void Average_divides_by_the_values_inside_the_image([ValueSource(nameof(Windows))] Window2d window, [ValueSource(nameof(Channels))] int channels)
    {
        double[] x = Values(3, Batch * window.InputPixels * channels);
        double[] dy = Values(4, Batch * window.OutputPixels * channels);
        (BenchArray input, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(dy));
        (BenchArray output, BenchArray result) = (BenchArray.Room(dy.Length), BenchArray.Room(x.Length));

        Bench.Run(
            [
                PoolKernels.AverageForward(window.Geometry(), channels, Batch, input.View, output.View, "forward"),
                PoolKernels.AverageBackward(window.Geometry(), channels, Batch, gradient.View, result.View, null, "backward"),
            ],
            input, gradient, output, result);

        AssertClose("avg_pool2d_forward", output, ReferenceAvgPool2d.Forward(x, Batch, window, channels));
        AssertClose("avg_pool2d_backward", result, ReferenceAvgPool2d.Backward(dy, Batch, window, channels));
    }

    [TestCase(3)]
    [TestCase(4)]
    public void Both_go_through_the_activation_before(int channels)
    {
        Window2d window = new(5, 4, 2, 2, 2, 2);
        double[] x = Values(5, Batch * window.InputPixels * channels);
        (BenchArray input, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(Values(6, Batch * window.OutputPixels * channels)));
        (BenchArray output, BenchArray winners) = (BenchArray.Room(gradient.Floats.Length), BenchArray.Room(gradient.Floats.Length));
        BenchArray[] results = [.. Enumerable.Range(0, 4).Select(_ => BenchArray.Room(x.Length))];
        ActivationGradient relu = new(Activations.Relu, input.View);

        Bench.Run(
            [
                PoolKernels.MaxForward(window.Geometry(), channels, Batch, input.View, output.View, winners.View, "forward"),
                PoolKernels.MaxBackward(window.Geometry(), channels, Batch, winners.View, gradient.View, results[0].View, null, "max"),
                PoolKernels.MaxBackward(window.Geometry(), channels, Batch, winners.View, gradient.View, results[1].View, relu, "max through"),
                PoolKernels.AverageBackward(window.Geometry(), channels, Batch, gradient.View, results[2].View, null, "average"),
                PoolKernels.AverageBackward(window.Geometry(), channels, Batch, gradient.View, results[3].View, relu, "average through"),
            ],
            [input, gradient, output, winners, .. results]);

        Assert.That(results[1].Floats, Is.EqualTo(results[0].Floats.Select((value, i) => x[i] > 0 ? value : 0)));
        Assert.That(results[3].Floats, Is.EqualTo(results[2].Floats.Select((value, i) => x[i] > 0 ? value : 0)));
    }

    [Test]
    public void Max_lets_NaN_win_so_that_a_diverged_network_shows()
    {
        Window2d window = new(2, 2, 2, 2);
        BenchArray input = BenchArray.Of([1, float.NaN, 7, float.PositiveInfinity]);
        (BenchArray output, BenchArray winners) = (BenchArray.Room(1), BenchArray.Room(1));

        Bench.Run(PoolKernels.MaxForward(window.Geometry(), 1, 1, input.View, output.View, winners.View, "forward"), input, output, winners);

        Assert.That(output.Floats, Is.EqualTo(new[] { float.NaN }));
        Assert.That(winners.Integers, Is.EqualTo(new[] { 1u }));
    }

    [Test]
    public void Max_keeps_no_winners_in_an_evaluation()
    {
        Window2d window = new(2, 2, 2, 2);
        (BenchArray input, BenchArray output) = (BenchArray.Of([-1f, -2f, -3f, -4f]), BenchArray.Room(1));

        Bench.Run(PoolKernels.MaxForward(window.Geometry(), 1, 1, input.View, output.View, null, "forward"), input, output);

        Assert.That(output.Floats, Is.EqualTo(new[] { -1f }));
    }

    [Test]
    public void A_window_on_the_border_alone_is_refused()
    {
        WindowGeometry window = new Window2d(3, 3, 2, 2, PadTop: 2).Geometry();
        BenchArray room = BenchArray.Room(64);

        Assert.That(
            () => PoolKernels.MaxForward(window, 1, 1, room.View, room.View, null, "layers.1.max_pool2d"),
            Throws.ArgumentException.With.Message.Contains("layers.1.max_pool2d").And.Message.Contains("padding"));
    }
}
