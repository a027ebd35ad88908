using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Training.Packing;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>Sweeps on several devices at once.</summary>
public sealed class SeveralDevicesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Devices_train_at_the_same_time_and_every_trial_once()
    {
        // Each waits in its first trial for the other: in turn they would wait for ever.
        using Barrier together = new(2);
        FakeTrainer[] trainers = [.. Enumerable.Range(0, 2).Select(_ => new FakeTrainer { BeforeUpdate = Meeting(together) })];

        SweepOutcome outcome = _sweep.Run(trainers);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(trainers.Select(trainer => trainer.Requests.Count), Is.All.Positive);
        Assert.That(trainers.SelectMany(trainer => trainer.Requests).Select(request => request.Name), Is.Unique.And.Exactly(6).Items);
        Assert.That(_sweep.Read().Trials.Select(trial => trial.Result!.Status), Is.All.EqualTo(TrialStatus.Finished));
        Assert.That(_sweep.Observer.Ended, Has.Count.EqualTo(6));
    }

    [Test]
    public void Results_say_which_device_they_are_of()
    {
        using Barrier together = new(2);
        FakeTrainer[] trainers =
        [
            new() { BeforeUpdate = Meeting(together) },
            new() { BeforeUpdate = Meeting(together), Environment = new TrainingEnvironment("Other GPU", "fake 1.0", "0.1.0", "00112233445566778899") },
        ];

        _sweep.Run(trainers);
        _sweep.Run(trainers);

        Assert.That(_sweep.Read().Trials.Select(trial => trial.Result!.Environment.Device).Distinct(), Is.EquivalentTo(new[] { "Fake GPU", "Other GPU" }));
        Assert.That(_sweep.Observer.Notices, Has.None.Contains("are kept as computed"), "both devices are of this run");
    }

    [Test]
    public void A_device_that_gives_up_leaves_the_rest_to_the_others()
    {
        FakeTrainer good = new();
        LostTrainer lost = new();

        SweepOutcome outcome = _sweep.Run([lost, good]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(good.Requests, Has.Count.EqualTo(6));
        Assert.That(_sweep.Observer.Notices, Has.Some.Contains("is used no more: gone"));
    }

    [Test]
    public void A_trial_in_the_hands_of_a_device_that_gives_up_is_run_by_another()
    {
        using Barrier together = new(2);
        FakeTrainer good = new() { BeforeUpdate = Meeting(together) };
        LostTrainer lost = new()
        {
            BeforeLoss = queue =>
            {
                Assert.That(queue.Next(), Is.Not.Null);
                Assert.That(together.SignalAndWait(Patience), Is.True, "the other device never trained");
            },
        };

        SweepOutcome outcome = _sweep.Run([lost, good]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(good.Requests, Has.Count.EqualTo(6));
    }

    [Test]
    public void When_the_last_device_gives_up_the_sweep_ends_with_its_error_and_keeps_what_is_done() =>
        Assert.That(() => _sweep.Run([new LostTrainer(), new LostTrainer()]), Throws.TypeOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.NoDevice));

    [Test]
    public void A_full_disk_under_one_device_stops_the_others()
    {
        using CancellationTokenSource full = new();
        FakeTrainer[] trainers = [.. Enumerable.Range(0, 2).Select(_ => new FakeTrainer())];
        int saves = 0;
        SweepDsl.Runtime.Training.Files.DurableFiles files = new(step => Refuse(step.Contains("state-", StringComparison.Ordinal) && Interlocked.Increment(ref saves) >= 2));

        Assert.That(() => _sweep.Run(trainers, files: files), Throws.TypeOf<SweepException>().With.Message.Contains("No space left"));
        Assert.That(_sweep.Run(new FakeTrainer()).ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void All_means_the_hardware_or_where_there_is_none_the_software()
    {
        DeviceDescription gpu = new(0, "GPU", "Discrete", "d", "1.3", 1, null);
        DeviceDescription broken = new(1, "Old GPU", "Discrete", "d", "1.0", 1, "too old");
        DeviceDescription software = new(2, "llvmpipe", "Cpu", "d", "1.3", 1, null);

        Assert.That(VulkanTrainingBackend.AllOf([gpu, broken, software]), Is.EqualTo(new[] { gpu }));
        Assert.That(VulkanTrainingBackend.AllOf([broken, software]), Is.EqualTo(new[] { software }));
        Assert.That(() => VulkanTrainingBackend.AllOf([broken]), Throws.TypeOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.NoDevice));
    }

    [TestCaseSource(nameof(Devices))]
    public void One_device_opened_twice_gives_the_bits_of_one(string device)
    {
        PackedStudy study = new() { Seeds = [0, 1], Epochs = 2 };
        using TrialTrainer first = PackedStudy.Open(device);
        using TrialTrainer second = PackedStudy.Open(device);
        using SweepFixture alone = new();
        study.Run(alone, first, PackSize.Of(1));

        SweepOutcome outcome = _sweep.Run([first, second], study, new RunOptions(Fresh: false, LogUpdates: true, PackSize.Of(2)));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(PackedStudy.TimelessFiles(alone)));
    }

    private static IEnumerable<string> Devices() => TestDevices.All().Select(fixture => (string)fixture.Arguments[0]!);

    private static Action<string, long> Meeting(Barrier barrier)
    {
        bool hasMet = false;
        return (_, _) =>
        {
            if (!hasMet)
            {
                hasMet = true;
                Assert.That(barrier.SignalAndWait(Patience), Is.True, "the other device never trained");
            }
        };
    }

    private static void Refuse(bool now)
    {
        if (now)
        {
            throw new IOException("No space left on device");
        }
    }

    /// <summary>A device that is gone before it trained anything.</summary>
    private sealed class LostTrainer : ITrialTrainer
    {
        private readonly FakeTrainer _like = new();

        public Action<ITrialQueue> BeforeLoss { get; init; } = static _ => { };

        public TrainingEnvironment Environment => _like.Environment with { Device = "Lost GPU" };

        public IReadOnlyList<string> ValidationMessages => [];

        public DataDescription Data => _like.Data;

        public ImmutableSortedDictionary<string, string> TileChoices => ImmutableSortedDictionary<string, string>.Empty;

        public TrainerMemory Memory => _like.Memory;

        public TrialMemory MemoryOf(TrialRequest request) => _like.MemoryOf(request);

        public void Train(ITrialQueue queue, PackSize pack, CancellationToken stop)
        {
            BeforeLoss(queue);
            throw new SweepException(ExitCode.NoDevice, "gone");
        }

        public void Dispose()
        {
        }
    }
}
