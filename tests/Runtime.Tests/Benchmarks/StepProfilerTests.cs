using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Benchmarks;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class StepProfilerTests(string deviceIndex)
{
    [Test]
    public void A_device_without_timestamps_is_told_with_what_can_be_done()
    {
        using TrainerDevice device = TrainerDevice.Open(new GpuDeviceOptions { Device = deviceIndex, LimitOverrides = new DeviceLimitOverrides { TimestampBits = 0 } });
        FakeExperiment experiment = new();
        SweepPoint point = BenchmarkedPoint.Of(experiment, 8);
        Dataset dataset = SyntheticDataset.Create(experiment.Dataset with { TrainExamples = 20 }, point.Network.Input, classes: 10, leastExamples: 20);

        SweepException? error = Assert.Throws<SweepException>(
            () => new StepProfiler(device, BenchmarkEffort.Of(1, 0.01)).Run(dataset, [], point, seed: 0, steps: 1, CancellationToken.None));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.NoDevice));
        Assert.That(error.Message, Does.Contain("notes no times").And.Contains("sweep bench step"));
    }
}
