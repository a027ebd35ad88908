using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Timing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>What the kernels of a training step take, on every device.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class KernelTimingTests(string device)
{
    private static readonly TrainingStudy Study = new(new FeatureShape(3, 7, 6), train: 50, test: 23);

    // More steps than an epoch of 50 has, and a batch of more examples than there are.
    [TestCase(25)]
    [TestCase(64)]
    public void Kernels_have_times_that_add_up_to_the_step(int batchSize)
    {
        using TrialTrainer trainer = Open(new GpuDeviceOptions { Device = device, IsValidated = true, Cache = CacheFolder.Default });

        ImmutableArray<KernelTime> kernels = trainer.TimeKernels(Request(batchSize), TimeSpan.Zero, CancellationToken.None);

        Assert.That(kernels.Select(kernel => kernel.Kernel), Does.Contain("gather_batch").And.Contains("optimizer_update").And.Unique);
        Assert.That(kernels.Select(kernel => kernel.Seconds), Is.All.GreaterThanOrEqualTo(0) & Is.Ordered.Descending);
        Assert.That(kernels.Sum(kernel => kernel.Share), Is.EqualTo(1).Within(1e-9));
        Assert.That(trainer.ValidationMessages, Is.Empty);
    }

    [Test]
    public void A_device_without_timestamps_says_nothing()
    {
        using TrialTrainer trainer = Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LimitOverrides = new DeviceLimitOverrides { TimestampBits = 0 } });

        Assert.That(trainer.TimeKernels(Request(25), TimeSpan.Zero, CancellationToken.None), Is.Empty);
    }

    [Test]
    public void It_can_be_stopped()
    {
        using TrialTrainer trainer = Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });

        Assert.Throws<OperationCanceledException>(() => trainer.TimeKernels(Request(25), TimeSpan.FromHours(1), new CancellationToken(canceled: true)));
    }

    private static TrialTrainer Open(GpuDeviceOptions options) => new(TrainerDevice.Open(options), Study.Dataset, []);

    private static TrialRequest Request(int batchSize) => new()
    {
        Name = "timed", Network = Study.EveryLayer(), Seed = 1, Training = TrainingStudy.Training(new SgdOptimizer(), 0.05, batchSize, Budget.Epochs(1)),
    };
}
