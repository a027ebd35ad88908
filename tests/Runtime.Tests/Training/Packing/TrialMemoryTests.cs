using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>The memory that is told before a trial is the memory that it takes.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class TrialMemoryTests(string device)
{
    private static IEnumerable<TestCaseData> Requests()
    {
        OptimizerDefinition[] optimizers = [new SgdOptimizer(), new AdamOptimizer()];
        foreach (OptimizerDefinition optimizer in optimizers)
        {
            foreach (int batchSize in new[] { 1, 7, 40 })
            {
                TrialRequest request = new()
                {
                    Name = $"{optimizer}",
                    Network = PackedStudy.Study.EveryLayer(),
                    Training = TrainingStudy.Training(optimizer, 0.01, batchSize, Budget.Epochs(1)),
                    Seed = 0,
                };
                yield return new TestCaseData(request).SetArgDisplayNames(optimizer.Name, $"{optimizer.StateNames.Length} kept for each parameter", $"batch size {batchSize}");
            }
        }
    }

    [TestCaseSource(nameof(Requests))]
    public void A_trial_allocates_what_was_told_to_the_byte(TrialRequest request)
    {
        using TrainerDevice trainer = TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        using DeviceDataset data = new(trainer.Gpu, PackedStudy.Study.Dataset);
        TrialPlan plan = new(data, trainer.Tiles, [], request);
        long before = trainer.Gpu.Counters.AllocatedBytes;
        TrialMemory told = plan.MemoryOn(trainer.Gpu);
        Assert.That(trainer.Gpu.Counters.AllocatedBytes, Is.EqualTo(before), "telling must not allocate");

        using (DeviceTrial trial = new(trainer.Kernels, data, plan))
        {
            Assert.That(trainer.Gpu.Counters.AllocatedBytes - before, Is.EqualTo(told.TotalBytes));
            Assert.That(trial.ByteLength, Is.EqualTo(told.TotalBytes));
        }

        Assert.That(trainer.Gpu.Counters.AllocatedBytes, Is.EqualTo(before), "a trial that ended must free all");
    }

    [TestCaseSource(nameof(Requests))]
    public void It_is_parameters_times_two_and_the_optimizers_state_and_the_arena_and_little_else(TrialRequest request)
    {
        using TrialTrainer trainer = PackedStudy.Open(device);

        TrialMemory memory = trainer.MemoryOf(request);

        Assert.That(memory.GradientBytes, Is.EqualTo(memory.ParameterBytes));
        Assert.That(memory.StateBytes, Is.EqualTo(memory.ParameterBytes * request.Training.Optimizer.StateNames.Length));
        Assert.That(memory.OtherBytes, Is.Positive.And.LessThan(16 << 10), "an order of 40 examples, 1024 losses, and gaps");
    }

    [Test]
    public void The_data_take_what_the_trainer_tells()
    {
        using TrainerDevice trainer = TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        long before = trainer.Gpu.Counters.AllocatedBytes;

        using DeviceDataset data = new(trainer.Gpu, PackedStudy.Study.Dataset);

        Assert.That(data.Memory.ByteLength, Is.EqualTo(trainer.Gpu.Counters.AllocatedBytes - before));
    }
}
