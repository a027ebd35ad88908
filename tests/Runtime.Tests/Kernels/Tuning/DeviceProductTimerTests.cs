using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Tuning;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class DeviceProductTimerTests(string deviceIndex)
{
    private static readonly ConvolutionGeometry Convolution = new(new WindowGeometry(6, 6, 3, 3, 1, 1, 1, 1, 6, 6), 4, 8);

    private static readonly ProductProblem[] Problems =
    [
        .. Enum.GetValues<ProductDirection>().Select(direction => ProductProblem.Conv2d(direction, Convolution, 16)),
        .. Enum.GetValues<ProductDirection>().Select(direction => ProductProblem.Dense(direction, 9, 10, 16)),
        ProductProblem.PooledConv2d(Convolution, new FusedPool(2, 2), 16)!,
    ];

    [Test]
    public void Every_product_is_timed_with_its_default_tile_and_one_that_asks_too_much_is_not()
    {
        using GpuDevice device = TestDevices.Open(deviceIndex);
        using ShaderCompiler compiler = new(CacheFolder.Default);
        using KernelLibrary library = new(device, compiler, ShaderSource.FromFolder(KernelLibrary.ShaderFolder));
        TileCandidates candidates = new(DeviceTraits.Of(device.Info), KernelFamily.Register);
        DeviceProductTimer timer = new(library);

        Assert.Multiple(() =>
        {
            foreach (ProductProblem problem in Problems)
            {
                Assert.That(timer.Seconds(problem, candidates.Default(problem)), Is.Positive, problem.ToString());
            }

            Assert.That(timer.Seconds(ProductProblem.Dense(ProductDirection.Forward, 1 << 20, 1 << 10, 1 << 10), candidates.Default(Problems[0])), Is.Null, "4 GiB in one binding");
        });
    }
}
