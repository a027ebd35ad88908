using System.Diagnostics;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Packing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>The time that a device worked, on made-up times and in training.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class DeviceClockTests(string device)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TrainingStudy Study = new(new FeatureShape(1, 4, 4), train: 20_000, test: 10);

    private readonly DeviceClock _clock = new();

    [Test]
    public void A_submission_runs_from_where_the_one_before_ended()
    {
        Assert.That(Busy(submitted: 10, seen: 12), Is.EqualTo(2));
        Assert.That(Busy(submitted: 11, seen: 15), Is.EqualTo(3), "it was submitted while the first one ran");
        Assert.That(Busy(submitted: 20, seen: 21), Is.EqualTo(1), "nothing ran between 15 and 20");
    }

    [Test]
    public void One_whose_end_nobody_saw_took_what_it_takes_and_no_more_than_there_was()
    {
        Assert.That(Busy(submitted: 10, seen: 60, usual: 2), Is.EqualTo(2));
        Assert.That(Busy(submitted: 11, seen: 60, usual: 3), Is.EqualTo(3), "it ran from 12 to 15, while the host was busy");
        Assert.That(Busy(submitted: 61, seen: 62, usual: 5), Is.EqualTo(1));
        Assert.That(Busy(submitted: 61, seen: 64), Is.EqualTo(2), "its end was seen");
    }

    // Of the pause only the lower bound is used: however slow the machine, a trial is not charged what the host slept.
    [Test]
    public void What_the_host_takes_to_bring_another_trial_is_not_charged_to_those_in_flight()
    {
        RecordingSink sink = new();

        // The second one ends soon, and makes room for a third one that takes the host a while.
        TrialList queue = new(
            new TrialJob(Request(0, Budget.Epochs(1000)), sink), new TrialJob(Request(1, Budget.Updates(50)), new RecordingSink()), new TrialJob(Request(2, Budget.Updates(1)), new RecordingSink()));
        double elapsed = Run(queue, trials: 2, prepare: request => Thread.Sleep(request.Seed == 2 ? Pause : TimeSpan.Zero), until: () => queue.Ended.Count == 2);

        Assert.That(sink.Progresses[^1].Seconds, Is.Positive.And.LessThan(elapsed - (Pause.TotalSeconds / 2)));
    }

    [Test]
    public void What_the_host_takes_to_store_something_is_not_charged_either()
    {
        int told = 0;
        RecordingSink sink = new(onProgress: _ => Thread.Sleep(++told == 20 ? Pause : TimeSpan.Zero));
        double elapsed = Run(new TrialList(new TrialJob(Request(0, Budget.Epochs(1000)), sink)), trials: 1, prepare: static _ => { }, until: () => told == 25);

        Assert.That(sink.Progresses[^1].Seconds, Is.Positive.And.LessThan(elapsed - (Pause.TotalSeconds / 2)));
    }

    /// <returns>Seconds since the first trials were on the device.</returns>
    private double Run(ITrialQueue queue, int trials, Action<TrialRequest> prepare, Func<bool> until)
    {
        using TrainerDevice trainer = TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        using DeviceDataset data = new(trainer.Gpu, Study.Dataset);
        using TrialPack pack = new(trainer.Gpu, Slot, queue, new FixedPack(trials), new SoloTimes(), CancellationToken.None);
        pack.Advance();
        long start = Stopwatch.GetTimestamp();
        while (!until())
        {
            pack.Advance();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;

        TrialSlot Slot(TrialJob job)
        {
            prepare(job.Request);
            TrialPlan plan = new(data, trainer.Tiles, [], job.Request);
            return new TrialSlot(job, plan, new DeviceTrial(trainer.Kernels, data, plan), plan.MemoryOn(trainer.Gpu));
        }
    }

    private static TrialRequest Request(int seed, Budget budget) => new()
    {
        Name = $"seed={seed}",
        Network = Study.GlobalAverage(),
        Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, batchSize: 2, budget),
        Seed = seed,
    };

    private double Busy(double submitted, double seen, double? usual = null) => Math.Round(
        _clock.Busy(Ticks(submitted), Ticks(seen), usual is { } seconds ? TimeSpan.FromSeconds(seconds) : null).TotalSeconds, 6);

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);
}
