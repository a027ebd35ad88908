using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Packing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>What the training loop costs the host.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class ReplayTests(string device)
{
    private static readonly TrainingStudy Study = new(new FeatureShape(1, 4, 4), train: 40_000, test: 600);

    [TestCase(1, false)]
    [TestCase(3, false)]
    [TestCase(1, true)]
    [TestCase(3, true)]
    public void The_training_loop_allocates_nothing_on_the_host_and_writes_no_descriptor(int trials, bool isMemoryHidden)
    {
        using TrainerDevice trainer = Open(new GpuDeviceOptions
        {
            Device = device, Cache = CacheFolder.Default, LimitOverrides = new DeviceLimitOverrides { IsMemoryHidden = isMemoryHidden },
        });
        using DeviceDataset data = new(trainer.Gpu, Study.Dataset);
        CountingSink sink = new();
        using TrialPack pack = Pack(trainer, data, trials, sink);
        for (int i = 0; i < 20; i++)
        {
            pack.Advance();
        }

        long updates = sink.Updates;
        long descriptors = trainer.Gpu.Counters.DescriptorWrites;
        long device0 = trainer.Gpu.Counters.AllocatedBytes;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            pack.Advance();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Multiple(() =>
        {
            Assert.That(sink.Updates, Is.GreaterThan(updates + 9), "no training happened");
            Assert.That(sink.Evaluations, Is.Zero, "the loop measured was not within an epoch");
            Assert.That(allocated, Is.Zero);
            Assert.That(trainer.Gpu.Counters.DescriptorWrites, Is.EqualTo(descriptors));
            Assert.That(trainer.Gpu.Counters.AllocatedBytes, Is.EqualTo(device0));
        });
    }

    [Test]
    public void Descriptors_are_written_when_a_trial_starts_and_at_no_later_epoch_or_evaluation()
    {
        using TrainerDevice trainer = Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        TrainingStudy small = new(new FeatureShape(1, 4, 4), train: 100, test: 600);
        using DeviceDataset data = new(trainer.Gpu, small.Dataset);
        CountingSink sink = new();
        using TrialPack pack = Pack(trainer, data, trials: 2, sink, batchSize: 16);
        pack.Advance();
        long descriptors = trainer.Gpu.Counters.DescriptorWrites;

        for (int i = 0; i < 10_000 && sink.Evaluations < 8; i++)
        {
            pack.Advance();
        }

        Assert.That(sink.Evaluations, Is.GreaterThanOrEqualTo(8), "no epochs ended");
        Assert.That(descriptors, Is.Positive);
        Assert.That(trainer.Gpu.Counters.DescriptorWrites, Is.EqualTo(descriptors));
    }

    [Test]
    public void The_next_submission_is_under_way_while_the_last_is_read()
    {
        FaultyVulkan vulkan = new();
        using TrainerDevice trainer = Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LoadVulkan = vulkan.Load });
        using DeviceDataset data = new(trainer.Gpu, Study.Dataset);
        using TrialPack pack = Pack(trainer, data, trials: 1, new CountingSink());
        for (int i = 0; i < 6; i++)
        {
            pack.Advance();
        }

        List<string> calls = [];
        vulkan.Fault = (function, _) =>
        {
            calls.Add(function);
            return null;
        };

        for (int i = 0; i < 6; i++)
        {
            pack.Advance();
            Assert.That(pack.UnderWay, Is.EqualTo(1), "after every wait the device must still have work");
        }

        string[] order = [.. calls.Where(call => call is "vkQueueSubmit" or "vkWaitForFences")];
        Assert.That(order, Is.EqualTo(Enumerable.Repeat(new[] { "vkQueueSubmit", "vkWaitForFences" }, 6).SelectMany(pair => pair)));
        Assert.That(calls.Except(order).Distinct(), Is.EquivalentTo(new[] { "vkResetFences", "vkGetFenceStatus" }));
    }

    [Test]
    public void A_trial_that_waits_for_memory_is_prepared_again_only_when_another_has_left()
    {
        using TrainerDevice trainer = Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        TrainingStudy small = new(new FeatureShape(1, 4, 4), train: 100, test: 20);
        using DeviceDataset data = new(trainer.Gpu, small.Dataset);
        TrialList queue = new(Enumerable.Range(0, 2).Select(seed => new TrialJob(Request(16, seed) with { Training = Request(16).Training with { Budget = Budget.Epochs(5) } }, new CountingSink())));
        int prepared = 0;
        using TrialPack pack = new(trainer.Gpu, Prepare, queue, new FixedPack(2), new SoloTimes(), CancellationToken.None);

        pack.Run();

        Assert.That(queue.Ended.Select(pair => pair.Outcome), Is.All.InstanceOf<FinishedTrial>().And.Exactly(2).Items);
        Assert.That(prepared, Is.EqualTo(3));

        TrialSlot Prepare(TrialJob job)
        {
            // Beside the first one there is never room.
            prepared++;
            return prepared > 1 && queue.Ended.Count == 0 ? throw new OutOfDeviceMemoryException("vkAllocateMemory", "ErrorOutOfDeviceMemory", "trial", "", null) : Slot(trainer, data, job);
        }
    }

    [Test]
    public void A_company_of_programs_is_recorded_once_while_it_is_kept()
    {
        using TrainerDevice trainer = Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        using DeviceDataset data = new(trainer.Gpu, Study.Dataset);
        TrialPlan plan = new(data, trainer.Tiles, [], Request(8));
        using DeviceTrial trial = new(trainer.Kernels, data, plan);
        using DeviceTrial other = new(trainer.Kernels, data, new TrialPlan(data, trainer.Tiles, [], Request(8)));
        using PackedRecordings recordings = new(trainer.Gpu);

        PackedRecording first = recordings.Get([trial.Steps.Full!, other.Steps.Full!]);

        Assert.That(recordings.Get([trial.Steps.Full!, other.Steps.Full!]), Is.SameAs(first));
        Assert.That(recordings.Get([other.Steps.Full!, trial.Steps.Full!]), Is.Not.SameAs(first));
        Assert.That(recordings.Made, Is.EqualTo(2));
    }

    [Test]
    public void What_a_trial_that_ended_was_recorded_in_is_recorded_over()
    {
        FaultyVulkan vulkan = new();
        using TrainerDevice trainer = Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LoadVulkan = vulkan.Load });
        using DeviceDataset data = new(trainer.Gpu, Study.Dataset);
        using DeviceTrial trial = new(trainer.Kernels, data, new TrialPlan(data, trainer.Tiles, [], Request(8)));
        using DeviceTrial ended = new(trainer.Kernels, data, new TrialPlan(data, trainer.Tiles, [], Request(8)));
        using PackedRecordings recordings = new(trainer.Gpu);
        recordings.Submit(recordings.Get([trial.Steps.Full!, ended.Steps.Full!]), 2).Wait();
        int pools = vulkan.Calls("vkCreateCommandPool");

        recordings.Forget(ended.Owns);
        PackedRecording alone = recordings.Get([trial.Steps.Full!]);
        recordings.Submit(alone, 1).Wait();

        Assert.That(alone.Programs.Length, Is.EqualTo(1));
        Assert.That(vulkan.Calls("vkCreateCommandPool"), Is.EqualTo(pools));
    }

    [Test]
    public void No_more_recordings_are_kept_than_there_is_room_for()
    {
        FaultyVulkan vulkan = new();
        using TrainerDevice trainer = Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LoadVulkan = vulkan.Load });
        using DeviceDataset data = new(trainer.Gpu, Study.Dataset);
        using DeviceTrial trial = new(trainer.Kernels, data, new TrialPlan(data, trainer.Tiles, [], Request(8)));
        using PackedRecordings recordings = new(trainer.Gpu);
        int pools = vulkan.Calls("vkCreateCommandPool");

        // Companies of one program many times over stand for as many trials; none of them is run.
        for (int size = 1; size <= PackedRecordings.Capacity + 20; size++)
        {
            recordings.Get([.. Enumerable.Repeat(trial.Steps.Full!, size)]);
        }

        Assert.That(recordings.Made, Is.EqualTo(PackedRecordings.Capacity + 20));
        Assert.That(vulkan.Calls("vkCreateCommandPool") - pools, Is.EqualTo(PackedRecordings.Capacity));
    }

    private static TrainerDevice Open(GpuDeviceOptions options) => TrainerDevice.Open(options);

    private static TrialRequest Request(int batchSize, int seed = 0) => new()
    {
        Name = $"batch_size={batchSize},seed={seed}",
        Network = Study.GlobalAverage(),
        Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, batchSize, Budget.Epochs(100)) with { EvaluationTrainExamples = 1 },
        Seed = seed,
    };

    private static TrialPack Pack(TrainerDevice trainer, DeviceDataset data, int trials, ITrialSink sink, int batchSize = 2)
    {
        TrialList queue = new(Enumerable.Range(0, trials).Select(seed => new TrialJob(Request(batchSize, seed), sink)));
        return new TrialPack(trainer.Gpu, job => Slot(trainer, data, job), queue, new FixedPack(trials), new SoloTimes(), CancellationToken.None);
    }

    private static TrialSlot Slot(TrainerDevice trainer, DeviceDataset data, TrialJob job)
    {
        TrialPlan plan = new(data, trainer.Tiles, [], job.Request);
        return new TrialSlot(job, plan, new DeviceTrial(trainer.Kernels, data, plan), plan.MemoryOn(trainer.Gpu));
    }

    private sealed class CountingSink : ITrialSink
    {
        public long Updates { get; private set; }

        public int Evaluations { get; private set; }

        public void InitialWeights(ImmutableArray<NamedTensor> weights)
        {
        }

        public void BatchLosses(long firstUpdate, ReadOnlySpan<float> losses)
        {
        }

        public void Evaluated(Evaluation evaluation) => Evaluations++;

        public void Checkpoint(TrialCheckpoint checkpoint)
        {
        }

        public void Progress(TrainingProgress progress) => Updates = Math.Max(Updates, progress.Update);
    }
}
