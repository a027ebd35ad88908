using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>A max pool made in a convolution's kernel, and the way back through it, against the two layers by themselves: bit for bit.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class FusedPoolTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private static readonly FusedPoolCase[] Cases =
    [
        new("the study's second layer", 2, new(16, 16, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 16, 32, new(2, 2)),
        new("a row and a column that no window takes", 3, new(7, 9, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 4, 8, new(2, 2)),
        new("channels that fill no vector", 2, new(6, 6, 3, 3), 3, 7, new(2, 2)),
        new("windows that are not square", 2, new(8, 9, 2, 2), 4, 5, new(3, 2)),
        new("windows of nine", 2, new(9, 9, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 8, 4, new(3, 3)),
        new("strides before the pool", 2, new(13, 11, 3, 3, 2, 2, PadTop: 1, PadLeft: 1), 5, 12, new(2, 2)),
        new("one window an image", 5, new(6, 6, 3, 3), 2, 3, new(4, 4)),
        new("rows alone", 2, new(8, 3, 3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1), 4, 4, new(4, 1)),
    ];

    [TestCaseSource(nameof(Cases))]
    public void One_kernel_makes_what_two_layers_make(FusedPoolCase shape) => AssertEqual(shape, Values(1, shape.InputCount));

    [TestCaseSource(nameof(Cases))]
    public void Not_a_number_wins_as_in_the_layer_by_itself(FusedPoolCase shape)
    {
        double[] x = Values(1, shape.InputCount);
        for (int i = 0; i < x.Length; i += 29)
        {
            x[i] = double.NaN;
        }

        AssertEqual(shape, x);
    }

    [Test]
    public void A_pool_that_the_kernel_cannot_make_is_told_before([Values] bool isLarge)
    {
        FusedPoolCase shape = Cases[0];
        WindowGeometry overlapping = new(16, 16, 3, 3, 2, 2, 0, 0, 7, 7);
        WindowGeometry large = new(16, 16, 8, 8, 8, 8, 0, 0, 2, 2);

        Assert.That(FusedPool.TryCreate(isLarge ? large : overlapping), Is.Null);
        Assert.That(Conv2dKernels.CanPool(Bench.Tiles, new ConvolutionGeometry(WindowGeometry.OnePixel, 4, 4), shape.Pool, 1, ElementType.Float32), Is.False);
    }

    private void AssertEqual(FusedPoolCase shape, double[] x)
    {
        RequireFusedPools(shape);
        (BenchArray input, BenchArray weight, BenchArray bias) = (BenchArray.Of(x), BenchArray.Of(Values(2, shape.Geometry.Weights)), BenchArray.Of(Values(3, shape.Channels)));
        BenchArray gradient = BenchArray.Of(Values(4, shape.PooledCount));
        (BenchArray output, BenchArray pooled, BenchArray winners, BenchArray back) =
            (BenchArray.Room(shape.OutputCount), BenchArray.Room(shape.PooledCount), BenchArray.Room(shape.PooledCount), BenchArray.Room(shape.OutputCount));
        (BenchArray fusedPooled, BenchArray fusedWinners, BenchArray fusedBack) =
            (BenchArray.Room(shape.PooledCount), BenchArray.Room(shape.PooledCount), BenchArray.Room(shape.OutputCount));

        Bench.Run(
            [
                Conv2dKernels.Forward(Bench.Tiles, shape.Geometry, shape.Batch, input.View, weight.View, bias.View, output.View, null, Activations.Relu, "conv"),
                PoolKernels.MaxForward(shape.PoolWindow, shape.Channels, shape.Batch, output.View, pooled.View, winners.View, "pool"),
                PoolKernels.MaxBackward(shape.PoolWindow, shape.Channels, shape.Batch, winners.View, gradient.View, back.View, null, "pool.back"),
                Conv2dKernels.ForwardPooled(
                    Bench.Tiles, shape.Geometry, shape.Pool, shape.Batch, input.View, weight.View, bias.View, fusedPooled.View, fusedWinners.View, Activations.Relu, "fused"),
                PoolKernels.MaxUnpool(shape.Pool, shape.Geometry.Window, shape.Channels, shape.Batch, fusedWinners.View, gradient.View, fusedBack.View, "fused.back"),
            ],
            input, weight, bias, gradient, output, pooled, winners, back, fusedPooled, fusedWinners, fusedBack);

        Assert.That(fusedPooled.Integers, Is.EqualTo(pooled.Integers), "pooled values");
        Assert.That(fusedBack.Integers, Is.EqualTo(back.Integers), "gradients");
    }

    private void RequireFusedPools(FusedPoolCase shape)
    {
        if (!Conv2dKernels.CanPool(Bench.Tiles, shape.Geometry, shape.Pool, shape.Batch, ElementType.Float32))
        {
            Assert.Ignore("The family of kernels that is forced here pools in a kernel of its own.");
        }
    }
}
