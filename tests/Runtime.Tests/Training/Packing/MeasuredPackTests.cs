using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Packing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>What trials hand out and how many of them are packed, on made-up times: the trials are real, and none of them runs.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class MeasuredPackTests(string device)
{
    private static readonly TrainingStudy Study = new(new FeatureShape(1, 4, 4), train: 100, test: 600, validationFraction: 0.1);

    private TrainerDevice _trainer;
    private DeviceDataset _data;
    private TrialSlot[] _slots;

    [SetUp]
    public void Prepare()
    {
        _trainer = TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        _data = new DeviceDataset(_trainer.Gpu, Study.Dataset);
        _slots = [Slot(16), Slot(8)];
    }

    [TearDown]
    public void Release()
    {
        foreach (TrialSlot slot in _slots)
        {
            slot.Dispose();
        }

        _data.Dispose();
        _trainer.Dispose();
    }

    [Test]
    public void Trials_that_take_no_longer_together_are_packed() =>
        Assert.That(Decide(flight => 0.01), Has.One.StartsWith("Packing 2 trials: together they were measured to train 2.0 times as fast"));

    [Test]
    public void Trials_that_take_as_long_as_one_after_another_are_not() =>
        Assert.That(Decide(flight => 0.01 * flight.Count), Has.One.StartsWith("Training one trial at a time: 2 packed were measured to be 1.00 times as fast"));

    [Test]
    public void Submissions_with_too_few_trials_do_not_tell_until_there_are_only_such()
    {
        TakeEpoch(_slots[1]);
        int marked = 0;
        int unmarked = 0;

        List<string> told = Decide(flight =>
        {
            marked += flight.Mark > 0 ? 1 : 0;
            unmarked += flight.Mark == 0 ? 1 : 0;
            return 0.01;
        });

        Assert.That(told, Has.One.StartsWith("Training one trial at a time"));
        Assert.That(marked, Is.Positive);
        Assert.That(unmarked, Is.GreaterThan(50), "a larger number was judged by submissions that did not hold it");
    }

    [Test]
    public void An_epoch_is_its_full_batches_its_last_batch_and_the_batches_of_each_part()
    {
        TrialPlan plan = new(_data, _trainer.Tiles, [], Request(16));
        using DeviceTrial trial = new(_trainer.Kernels, _data, plan);
        EpochPhases phases = new();

        // 90 examples to train on, 10 held out, 600 to test with in batches of 512. The epoch is taken up at its third batch.
        phases.Plan(trial, firstBatch: 2, endBatch: 6);
        phases.Evaluate(trial);
        Phase first = phases.Next!.Value;
        phases.Take(2);
        Phase rest = phases.Next!.Value;
        List<(int Runs, bool IsTraining, double Examples)> all = [];
        while (phases.Next is { } phase)
        {
            all.Add((phase.Runs, phase.IsTraining, phase.MultiplyAdds / plan.Network.MultiplyAdds / (phase.IsTraining ? 3 : 1)));
            phases.Take(phase.Runs);
        }

        Assert.That((first.Runs, rest.Runs, rest.Program), Is.EqualTo((3, 1, first.Program)));
        Assert.That(
            all.Select(phase => (phase.Runs, phase.IsTraining, (int)Math.Round(phase.Examples))),
            Is.EqualTo(new[] { (1, true, 16), (1, true, 10), (1, false, 90), (1, false, 512), (1, false, 88), (1, false, 10) }));
    }

    private static TrialRequest Request(int batchSize) => new()
    {
        Name = $"batch_size={batchSize}",
        Network = Study.GlobalAverage(),
        Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, batchSize, Budget.Epochs(100)),
        Seed = 0,
    };

    // As one whose epoch has ended: it waits for the host.
    private static void TakeEpoch(TrialSlot slot)
    {
        while (slot.Next(isStopping: false) is { } phase)
        {
            slot.Take(phase.Runs, phase.IsTraining, packedTrials: 1);
        }
    }

    private List<string> Decide(Func<Flight, double> secondsOf)
    {
        List<string> told = [];
        SoloTimes solo = new();
        MeasuredPack pack = new(solo, told.Add);
        foreach (TrialSlot slot in _slots)
        {
            pack.Joined(slot);
        }

        Flight flight = new();
        for (int i = 0; i < 10_000 && told.Count == 0; i++)
        {
            flight.Clear();
            pack.Choose(_slots, flight, isStopping: false);
            flight.Runs = 1;
            double seconds = secondsOf(flight);
            if (flight.Count == 1)
            {
                solo.Measured(flight.Costs[0].Kind, flight.Runs, seconds);
            }

            pack.Measured(flight, seconds);
        }

        return told;
    }

    private TrialSlot Slot(int batchSize)
    {
        TrialJob job = new(Request(batchSize), new RecordingSink());
        TrialPlan plan = new(_data, _trainer.Tiles, [], job.Request);
        return new TrialSlot(job, plan, new DeviceTrial(_trainer.Kernels, _data, plan), plan.MemoryOn(_trainer.Gpu));
    }
}
