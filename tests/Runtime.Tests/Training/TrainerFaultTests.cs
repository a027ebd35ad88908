using Silk.NET.Vulkan;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Trainings that cannot be done, and devices that are lost: what comes after them trains as ever.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class TrainerFaultTests(string device) : TrainerFixture(device)
{
    [Test]
    public void A_lost_device_fails_its_trial_and_the_next_one_trains_to_the_same_bits()
    {
        TrialRequest request = new()
        {
            Name = "test", Network = Study.GlobalAverage(), Training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(2)), Seed = Seed,
        };
        ImmutableArray<NamedTensor> undisturbed = ((FinishedTrial)Train(Study, request.Network, request.Training).Outcome).Weights;
        Queue<FaultyVulkan> vulkans = new([new FaultyVulkan(), new FaultyVulkan()]);
        FaultyVulkan first = vulkans.Peek();
        using TrialTrainer trainer = new(
            TrainerDevice.Open(new GpuDeviceOptions { Device = Device, Cache = CacheFolder.Default, LoadVulkan = () => vulkans.Dequeue().Load() }), Study.Dataset, []);

        first.Fault = FaultyVulkan.On("vkQueueSubmit", 3, Result.ErrorDeviceLost);
        Assert.That(ErrorOf(TrialList.Train(trainer, request, new RecordingSink())), Is.InstanceOf<DeviceLostException>());
        TrialOutcome next = TrialList.Train(trainer, request, new RecordingSink());

        AssertSame(((FinishedTrial)next).Weights, undisturbed);
        Assert.That(first.LiveHandles, Is.Empty);
    }

    [Test]
    public void What_the_validation_layer_said_outlives_a_lost_device()
    {
        Queue<FaultyVulkan> vulkans = new([new FaultyVulkan(), new FaultyVulkan()]);
        FaultyVulkan first = vulkans.Peek();
        TrainerDevice trainerDevice = TrainerDevice.Open(
            new GpuDeviceOptions { Device = Device, IsValidated = true, Cache = CacheFolder.Default, LoadVulkan = () => vulkans.Dequeue().Load() });
        using TrialTrainer trainer = new(trainerDevice, Study.Dataset, []);
        TrialRequest request = new()
        {
            Name = "test", Network = Study.GlobalAverage(), Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 16, Budget.Epochs(1)), Seed = Seed,
        };

        trainerDevice.Gpu.Validation!.Add(new ValidationMessage(IsError: true, "A-RULE", "broken before"));
        first.Fault = FaultyVulkan.On("vkQueueSubmit", 3, Result.ErrorDeviceLost);
        TrialList.Train(trainer, request, new RecordingSink());
        TrialList.Train(trainer, request, new RecordingSink());

        Assert.That(vulkans, Is.Empty, "the device was not opened again");
        Assert.That(trainer.ValidationMessages, Is.EqualTo(new[] { "error A-RULE: broken before" }));
    }

    [Test]
    public void A_trial_that_does_not_fit_fails_and_the_next_one_trains()
    {
        FaultyVulkan vulkan = new();
        using TrialTrainer trainer = new(TrainerDevice.Open(new GpuDeviceOptions { Device = Device, Cache = CacheFolder.Default, LoadVulkan = vulkan.Load }), Study.Dataset, []);
        TrialRequest request = new()
        {
            Name = "test", Network = Study.GlobalAverage(), Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 16, Budget.Epochs(1)), Seed = Seed,
        };

        vulkan.Fault = FaultyVulkan.On("vkAllocateMemory", 1, Result.ErrorOutOfDeviceMemory);

        Assert.That(ErrorOf(TrialList.Train(trainer, request, new RecordingSink())), Is.InstanceOf<OutOfDeviceMemoryException>());
        Assert.That(TrialList.Train(trainer, request, new RecordingSink()), Is.InstanceOf<FinishedTrial>());
    }

    [Test]
    public void A_batch_over_the_devices_largest_binding_fails_with_a_sentence()
    {
        using TrialTrainer trainer = new(
            TrainerDevice.Open(new GpuDeviceOptions { Device = Device, Cache = CacheFolder.Default, LimitOverrides = new DeviceLimitOverrides { MaxStorageBufferRange = 1 << 14 } }),
            Study.Dataset,
            []);
        TrialRequest request = new()
        {
            Name = "batch_size=48", Network = Study.GlobalAverage(), Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 48, Budget.Epochs(1)), Seed = Seed,
        };

        Assert.That(
            ErrorOf(TrialList.Train(trainer, request, new RecordingSink())),
            Is.InstanceOf<SweepException>().With.Message.Contains("batch_size=48").And.Message.Contains("smaller batch_size"));
    }

    private static Exception ErrorOf(TrialOutcome outcome) => ((FailedTrial)outcome).Error;
}
