using Silk.NET.Vulkan;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>What goes wrong with one trial concerns that trial.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class PackFaultTests(string device)
{
    private static readonly PackedStudy Study = new() { Seeds = [0], Epochs = 2 };

    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Trials_that_were_packed_when_the_device_was_lost_are_tried_again_alone()
    {
        SortedDictionary<string, string> undisturbed = Undisturbed();
        Queue<FaultyVulkan> vulkans = new([new FaultyVulkan { Fault = FaultyVulkan.On("vkQueueSubmit", 6, Result.ErrorDeviceLost) }, new FaultyVulkan()]);
        using TrialTrainer trainer = Open(vulkans);

        SweepOutcome outcome = Study.Run(_sweep, trainer, PackSize.Of(3));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(_sweep.Observer.Ended.Select(pair => pair.Result.PackedTrials), Is.All.EqualTo(1));
        Assert.That(_sweep.Observer.Notices, Has.Exactly(3).Contains("tried again alone"));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(undisturbed));
    }

    [Test]
    public void A_device_that_is_found_lost_while_it_is_asked_whether_it_has_ended_is_lost()
    {
        SortedDictionary<string, string> undisturbed = Undisturbed();
        Queue<FaultyVulkan> vulkans = new([new FaultyVulkan { Fault = FaultyVulkan.On("vkGetFenceStatus", 1, Result.ErrorDeviceLost) }, new FaultyVulkan()]);
        using TrialTrainer trainer = Open(vulkans);

        SweepOutcome outcome = Study.Run(_sweep, trainer, PackSize.Of(3));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(_sweep.Observer.Notices, Has.Exactly(3).Contains("tried again alone"));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(undisturbed));
    }

    [Test]
    public void A_trial_that_loses_the_device_alone_has_failed_and_the_others_run()
    {
        Queue<FaultyVulkan> vulkans = new([
            new FaultyVulkan { Fault = FaultyVulkan.On("vkQueueSubmit", 6, Result.ErrorDeviceLost) },
            new FaultyVulkan { Fault = FaultyVulkan.On("vkQueueSubmit", 3, Result.ErrorDeviceLost) },
            new FaultyVulkan(),
        ]);
        using TrialTrainer trainer = Open(vulkans);

        SweepOutcome outcome = Study.Run(_sweep, trainer, PackSize.Of(3));

        Assert.That(outcome.Failed, Is.EqualTo(1));
        Assert.That(_sweep.Observer.Ended.Count(pair => pair.Result.Status == TrialStatus.Finished), Is.EqualTo(2));
    }

    [Test]
    public void A_device_lost_while_a_trial_is_brought_to_it_costs_no_other_trial()
    {
        FaultyVulkan vulkan = new();
        using TrialTrainer trainer = Open(new Queue<FaultyVulkan>([vulkan, new FaultyVulkan()]), isMemoryHidden: true);
        RecordingSink losing = new(onInitial: () => vulkan.Fault = FaultyVulkan.On("vkQueueSubmit", 1, Result.ErrorDeviceLost));
        string[] names = ["long", "short", "later", "waiting", "last"];
        TrialList trials = new(names.Select(name => new TrialJob(Request(name, 0.01, epochs: name == "short" ? 2 : 6), name == "later" ? losing : new RecordingSink())));

        trainer.Train(trials, PackSize.Of(2), CancellationToken.None);

        Assert.That(
            trials.Ended.Select(pair => (pair.Job.Request.Name, (pair.Outcome as FailedTrial)?.MayBeAnothers)),
            Is.EquivalentTo(new (string, bool?)[] { ("short", null), ("later", true), ("long", true), ("waiting", null), ("last", null) }));
    }

    [Test]
    public void A_trial_that_finds_no_memory_beside_others_waits_for_them()
    {
        SortedDictionary<string, string> undisturbed = Undisturbed();

        // The data, and for each trial its memory and what the host reads; the first trial is in flight then.
        FaultyVulkan vulkan = new() { Fault = FaultyVulkan.On("vkAllocateMemory", 4, Result.ErrorOutOfDeviceMemory) };
        using TrialTrainer trainer = Open(new Queue<FaultyVulkan>([vulkan]));

        SweepOutcome outcome = Study.Run(_sweep, trainer, PackSize.Of(2));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(undisturbed));
    }

    [Test]
    public void A_diverging_trial_leaves_those_packed_with_it_alone()
    {
        using TrialTrainer trainer = PackedStudy.Open(device);
        TrialRequest good = Request("good", 0.01);
        RecordingSink alone = new();
        TrialOutcome expected = TrialList.Train(trainer, good, alone);
        RecordingSink beside = new();
        TrialList trials = new(new TrialJob(Request("bad", 1e30), new RecordingSink()), new TrialJob(good, beside));

        trainer.Train(trials, PackSize.Of(2), CancellationToken.None);

        Assert.That(trials.Ended.Single(pair => pair.Job.Request.Name == "bad").Outcome, Is.InstanceOf<DivergedTrial>());
        Assert.That(beside.Losses, Is.EqualTo(alone.Losses));
        TrialOutcome actual = trials.Ended.Single(pair => pair.Job.Request.Name == "good").Outcome;
        Assert.That(((FinishedTrial)actual).Weights.SelectMany(tensor => tensor.Values), Is.EqualTo(((FinishedTrial)expected).Weights.SelectMany(tensor => tensor.Values)));
        Assert.That(actual.PackedTrials, Is.EqualTo(2));
    }

    [Test]
    public void A_sink_that_refuses_fails_its_own_trial()
    {
        using TrialTrainer trainer = PackedStudy.Open(device);
        RecordingSink refusing = new(update => throw new InvalidOperationException($"refused at {update}"));
        TrialList trials = new(new TrialJob(Request("refused", 0.01), refusing), new TrialJob(Request("good", 0.01), new RecordingSink()));

        trainer.Train(trials, PackSize.Of(2), CancellationToken.None);

        Assert.That(trials.Ended.Select(pair => (pair.Job.Request.Name, pair.Outcome.GetType())), Is.EquivalentTo(new[] { ("refused", typeof(FailedTrial)), ("good", typeof(FinishedTrial)) }));
        Assert.That(trials.Ended.Select(pair => pair.Outcome).OfType<FailedTrial>().Single().Error.Message, Does.StartWith("refused at"));
    }

    [Test]
    public void A_full_disk_under_one_trial_stops_the_others_where_they_can_go_on()
    {
        SortedDictionary<string, string> undisturbed = Undisturbed();
        int saves = 0;
        DurableFiles failing = new(step => Refuse(step.Contains("state-", StringComparison.Ordinal) && step.StartsWith("write", StringComparison.Ordinal) && ++saves == 2));
        using TrialTrainer trainer = PackedStudy.Open(device);

        Assert.That(() => Study.Run(_sweep, trainer, PackSize.Of(3), failing), Throws.TypeOf<SweepException>().With.Message.Contains("No space left"));
        SweepOutcome rest = Study.Run(_sweep, trainer, PackSize.Of(3));

        Assert.That(rest.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(undisturbed));
    }

    private static TrialRequest Request(string name, double learningRate, int epochs = 6) => new()
    {
        Name = name,
        Network = PackedStudy.Study.GlobalAverage(),
        Training = TrainingStudy.Training(new SgdOptimizer(), learningRate, 16, Budget.Epochs(epochs)),
        Seed = 1,
        LogUpdates = true,
    };

    private static void Refuse(bool now)
    {
        if (now)
        {
            throw new IOException("No space left on device");
        }
    }

    private SortedDictionary<string, string> Undisturbed()
    {
        using SweepFixture sweep = new();
        using TrialTrainer trainer = PackedStudy.Open(device);
        Study.Run(sweep, trainer, PackSize.Of(1));
        return PackedStudy.TimelessFiles(sweep);
    }

    private TrialTrainer Open(Queue<FaultyVulkan> vulkans, bool isMemoryHidden = false) => new(
        TrainerDevice.Open(new GpuDeviceOptions
        {
            Device = device,
            Cache = CacheFolder.Default,
            LoadVulkan = () => vulkans.Dequeue().Load(),
            LimitOverrides = new DeviceLimitOverrides { IsMemoryHidden = isMemoryHidden },
        }),
        PackedStudy.Study.Dataset,
        PackedStudy.Augmentations);
}
