using Silk.NET.Vulkan;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Training.Packing;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>A software device shared out to trials on cores of their own.</summary>
public sealed class CoreWorkersTests
{
    private static readonly PackedStudy Study = new() { Seeds = [0, 1], Epochs = 2 };

    private static readonly Workload Load = new() { Trials = 2 };

    private string _device;
    private SweepFixture _sweep;

    [OneTimeSetUp]
    public void FindDevice()
    {
        if (Environment.ProcessorCount < 2 || !SoftwareThreads.CanBeChosen || GpuDevice.Enumerate().FirstOrDefault(device => device.IsMesaSoftware) is not { } device)
        {
            Assert.Ignore("There is no software device of Mesa with a number of threads to choose, or one processor core alone.");
            return;
        }

        _device = $"{device.Index}";
    }

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Trials_on_cores_of_their_own_leave_the_files_of_trials_run_in_turn()
    {
        using TrialTrainer trainer = PackedStudy.Open(_device);
        SortedDictionary<string, string> inTurn = InTurn();

        SweepOutcome outcome = Study.Run(_sweep, trainer, PackSize.Auto);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(inTurn));
        Assert.That(_sweep.Observer.Notices, Has.One.StartsWith("Training ").And.One.EndsWith(" of its own."));
    }

    [Test]
    public void The_validation_layer_watches_them_and_finds_nothing()
    {
        using TrialTrainer trainer = Open(() => Vk.GetApi(), isValidated: true);

        Assert.That(Study.Run(_sweep, trainer, PackSize.Auto).ExitCode, Is.EqualTo(ExitCode.Done));

        Assert.That(trainer.Workers(Load with { Trials = 6 }).Trainers, Has.Length.GreaterThan(1));
        Assert.That(trainer.ValidationMessages, Is.Empty);
    }

    [Test]
    public void A_core_that_loses_its_device_fails_one_trial_and_goes_on()
    {
        SortedDictionary<string, string> inTurn = InTurn();
        int opened = 0;
        using TrialTrainer trainer = Open(() => new FaultyVulkan { Fault = ++opened == 2 ? FaultyVulkan.On("vkQueueSubmit", 6, Result.ErrorDeviceLost) : (_, _) => null }.Load());

        SweepOutcome first = Study.Run(_sweep, trainer, PackSize.Auto);
        SweepOutcome again = Study.Run(_sweep, trainer, PackSize.Auto);

        Assert.That(first.Failed, Is.EqualTo(1));
        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(inTurn));
    }

    [Test]
    public void Less_memory_than_was_told_leaves_the_device_as_it_is()
    {
        SortedDictionary<string, string> inTurn = InTurn();
        int opened = 0;
        using TrialTrainer trainer = Open(() => new FaultyVulkan { Fault = ++opened == 3 ? FaultyVulkan.On("vkAllocateMemory", 1, Result.ErrorOutOfDeviceMemory) : (_, _) => null }.Load());

        Assert.That(trainer.Workers(Load).Trainers, Is.EqualTo(new[] { trainer }));
        Assert.That(Study.Run(_sweep, trainer, PackSize.Of(2)).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(inTurn));
    }

    [Test]
    public void They_are_kept_while_the_work_is_shared_out_alike()
    {
        using TrialTrainer trainer = PackedStudy.Open(_device);

        TrialWorkers first = trainer.Workers(Load);

        Assert.That(trainer.Workers(Load).Trainers, Is.EqualTo(first.Trainers).And.Length.EqualTo(2));
        Assert.That(trainer.Workers(Load with { Trials = 1 }).Trainers, Is.EqualTo(new[] { trainer }));
        Assert.That(trainer.Workers(Load with { Trials = 1, IsTimed = true }).Trainers, Has.Length.EqualTo(1).And.None.AnyOf(trainer, first.Trainers[0], first.Trainers[1]));
    }

    // The driver names the threads of its pool so.
    [Test]
    [Platform("Linux")]
    public void A_device_of_one_thread_has_no_pool()
    {
        int before = PoolThreads();
        using (GpuDevice one = GpuDevice.Open(new GpuDeviceOptions { Device = _device, SoftwareThreads = 1 }))
        {
            Assert.That(PoolThreads(), Is.EqualTo(before));
        }

        using GpuDevice all = GpuDevice.Open(new GpuDeviceOptions { Device = _device });
        Assert.That(PoolThreads(), Is.GreaterThan(before));
    }

    private static int PoolThreads() => Directory.GetDirectories("/proc/self/task").Count(task => File.ReadAllText(Path.Combine(task, "comm")).StartsWith("llvmpipe-", StringComparison.Ordinal));

    private SortedDictionary<string, string> InTurn()
    {
        using SweepFixture sweep = new();
        using TrialTrainer trainer = PackedStudy.Open(_device);
        Study.Run(sweep, trainer, PackSize.Of(1));
        return PackedStudy.TimelessFiles(sweep);
    }

    private TrialTrainer Open(Func<Vk> load, bool isValidated = false) => new(
        TrainerDevice.Open(new GpuDeviceOptions { Device = _device, IsValidated = isValidated, Cache = CacheFolder.Default, LoadVulkan = load }),
        PackedStudy.Study.Dataset,
        PackedStudy.Augmentations);
}
