using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>What is packed with what changes neither which trials are pruned, nor where, nor any bit of what is stored.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class PackedPruningTests(string device)
{
    private static readonly PackedStudy Study = new() { Seeds = [0, 1], EarlyTermination = new AshaTermination(1, null, 2) };

    private TrialTrainer _trainer;
    private SortedDictionary<string, string> _unpacked;

    [OneTimeSetUp]
    public void TrainUnpacked()
    {
        _trainer = PackedStudy.Open(device);
        using SweepFixture sweep = new();
        Assert.That(Study.Run(sweep, _trainer, PackSize.Of(1)).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(sweep.Observer.Ended.Count(pair => pair.Result.Status == TrialStatus.Finished), Is.GreaterThanOrEqualTo(2));
        Assert.That(sweep.Observer.Ended.Select(pair => pair.Result.Pruning?.Evaluation).OfType<int>().Distinct().Count(), Is.GreaterThanOrEqualTo(2), "the study shows too little");
        _unpacked = PackedStudy.TimelessFiles(sweep);
    }

    [OneTimeTearDown]
    public void Close() => _trainer?.Dispose();

    [TestCase(2)]
    [TestCase(64)]
    [TestCase(0)]
    public void Packed_trials_are_pruned_as_those_run_in_turn(int trials)
    {
        using SweepFixture sweep = new();

        Study.Run(sweep, new UnsharedTrainer(_trainer), trials == 0 ? PackSize.Auto : PackSize.Of(trials));

        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
    }

    [Test]
    public void Trials_that_wait_for_others_are_told_once_and_once_again_when_they_wait_no_more()
    {
        using SweepFixture sweep = new();

        Study.Run(sweep, _trainer, PackSize.Of(6));

        Assert.That(sweep.Observer.Waits, Is.Not.Empty);
        foreach (IGrouping<string, bool> waits in sweep.Observer.Waits.GroupBy(pair => pair.Trial, pair => pair.IsWaiting))
        {
            Assert.That(waits, Is.EqualTo(Enumerable.Range(0, waits.Count()).Select(i => i % 2 == 0)), waits.Key);
            Assert.That(waits.Count() % 2, Is.Zero, waits.Key);
        }
    }

    [Test]
    public void Killed_and_resumed_they_are_pruned_as_undisturbed([Values(30, 75, 120, 160)] int killAt)
    {
        using SweepFixture sweep = new();
        int steps = 0;
        DurableFiles dying = new(step => Die(++steps >= killAt, step));

        Assert.That(() => Study.Run(sweep, _trainer, PackSize.Of(4), dying), Throws.TypeOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.Results));
        SweepOutcome rest = Study.Run(sweep, _trainer, PackSize.Of(3));

        Assert.That(rest.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
    }

    [Test]
    public void Stopped_while_some_wait_they_go_on_to_the_same_files([Values(4, 9, 14)] int stopAfter)
    {
        using SweepFixture sweep = new();
        using CancellationTokenSource stop = new();
        int appended = 0;
        DurableFiles files = new(step => Cancel(stop, step.StartsWith("append ", StringComparison.Ordinal) && ++appended == stopAfter));

        SweepOutcome stopped = Study.Run(sweep, _trainer, PackSize.Of(6), files, stop.Token);
        Study.Run(sweep, _trainer, PackSize.Of(2));

        Assert.That(stopped.IsInterrupted, Is.True);
        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void One_device_opened_twice_prunes_as_one(int pack)
    {
        using SweepFixture sweep = new();
        using TrialTrainer second = PackedStudy.Open(device);

        SweepOutcome outcome = sweep.Run([_trainer, second], Study, new RunOptions(Fresh: false, LogUpdates: true, PackSize.Of(pack)));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
    }

    [Test]
    public void Trials_tried_again_alone_because_the_device_was_lost_are_pruned_as_undisturbed()
    {
        using SweepFixture sweep = new();
        Queue<FaultyVulkan> vulkans = new([new FaultyVulkan { Fault = FaultyVulkan.On("vkQueueSubmit", 12, Silk.NET.Vulkan.Result.ErrorDeviceLost) }, new FaultyVulkan()]);
        using TrialTrainer trainer = new(
            TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LoadVulkan = () => vulkans.Dequeue().Load() }), PackedStudy.Study.Dataset, PackedStudy.Augmentations);

        SweepOutcome outcome = Study.Run(sweep, trainer, PackSize.Of(3));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(sweep.Observer.Notices, Has.Some.Contains("tried again alone"));
        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
    }

    private static void Cancel(CancellationTokenSource stop, bool now)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    // From here on nothing reaches the disk, as when the process is killed.
    private static void Die(bool now, string step)
    {
        if (now)
        {
            throw new IOException($"killed before: {step}");
        }
    }
}
