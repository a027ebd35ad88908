using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>What is packed with what changes no bit of what is stored.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class PackedTrainingTests(string device)
{
    private static readonly PackedStudy Study = new();

    private TrialTrainer _trainer;
    private SortedDictionary<string, string> _unpacked;

    [OneTimeSetUp]
    public void TrainUnpacked()
    {
        _trainer = PackedStudy.Open(device);
        using SweepFixture sweep = new();
        Assert.That(Study.Run(sweep, _trainer, PackSize.Of(1)).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(sweep.Observer.Ended.Select(pair => pair.Result.PackedTrials), Is.All.EqualTo(1));
        _unpacked = PackedStudy.TimelessFiles(sweep);
    }

    [OneTimeTearDown]
    public void Close() => _trainer?.Dispose();

    [TestCase(2)]
    [TestCase(4)]
    [TestCase(64)]
    public void Packed_trials_leave_the_files_of_trials_run_in_turn(int trials)
    {
        using SweepFixture sweep = new();

        Study.Run(sweep, _trainer, PackSize.Of(trials));

        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
        Assert.That(sweep.Observer.Ended.Select(pair => pair.Result.PackedTrials).Max(), Is.EqualTo(Math.Min(trials, 9)));
    }

    [Test]
    public void Trials_packed_by_measurement_leave_the_same_files()
    {
        using SweepFixture sweep = new();

        Study.Run(sweep, new UnsharedTrainer(_trainer), PackSize.Auto);

        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
    }

    [Test]
    public void Memory_that_the_host_does_not_see_changes_nothing()
    {
        using SweepFixture sweep = new();
        using TrialTrainer hidden = PackedStudy.Open(device, isMemoryHidden: true);

        Study.Run(sweep, hidden, PackSize.Of(4));

        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
    }

    [TestCase(3)]
    [TestCase(17)]
    [TestCase(40)]
    public void Packed_trials_stopped_and_resumed_leave_the_same_files(int stopAfter)
    {
        using SweepFixture sweep = new();
        using CancellationTokenSource stop = new();
        int appended = 0;
        DurableFiles files = new(step => Cancel(stop, step.StartsWith("append ", StringComparison.Ordinal) && ++appended == stopAfter));

        SweepOutcome stopped = Study.Run(sweep, _trainer, PackSize.Of(4), files, stop.Token);
        SweepOutcome rest = Study.Run(sweep, _trainer, PackSize.Of(3));

        Assert.That(stopped.IsInterrupted, Is.True);
        Assert.That(rest.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(sweep), Is.EqualTo(_unpacked));
    }

    [Test]
    public void Packed_trials_killed_and_resumed_leave_the_same_files([Values(20, 90, 160, 230, 300)] int killAt)
    {
        using SweepFixture sweep = new();
        int steps = 0;
        DurableFiles dying = new(step => Die(++steps >= killAt, step));

        Assert.That(() => Study.Run(sweep, _trainer, PackSize.Of(4), dying), Throws.TypeOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.Results));
        SweepOutcome rest = Study.Run(sweep, _trainer, PackSize.Of(4));

        Assert.That(rest.ExitCode, Is.EqualTo(ExitCode.Done));
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
