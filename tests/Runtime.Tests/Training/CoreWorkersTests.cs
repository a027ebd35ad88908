using Silk.NET.Vulkan;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Training.Packing;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>A software device shared out to trials on processors of their own.</summary>
public sealed class CoreWorkersTests
{
    private static readonly PackedStudy Study = new() { Seeds = [0, 1], Epochs = 2 };

    private string _device;
    private SweepFixture _sweep;

    [OneTimeSetUp]
    public void FindDevice()
    {
        if (Environment.ProcessorCount < 2 || !SoftwareThreads.CanBeChosen || TestDevices.MesaSoftware() is not { } device)
        {
            Assert.Ignore("There is no software device of Mesa with a number of threads to choose, or one processor core alone.");
            return;
        }

        _device = device;
    }

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Trials_on_processors_of_their_own_leave_the_files_of_trials_run_in_turn()
    {
        using TrialTrainer trainer = PackedStudy.Open(_device);

        SweepOutcome outcome = Study.Run(_sweep, trainer, PackSize.Auto);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(InTurn(Study)));
        Assert.That(_sweep.Observer.Notices, Has.One.Matches("^Training [0-9]+ trials at once, each on (a processor|[0-9]+ processors) of its own with its own copy of the data[.]$"));
    }

    [Test]
    public void Trials_that_wait_for_one_another_are_pruned_as_in_turn()
    {
        PackedStudy pruned = new() { Seeds = [0, 1], EarlyTermination = new AshaTermination(1, null, 2) };
        using TrialTrainer trainer = PackedStudy.Open(_device);

        SweepOutcome outcome = pruned.Run(_sweep, trainer, PackSize.Auto);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(InTurn(pruned)));
    }

    [Test]
    public void Stopped_on_all_processors_it_goes_on_to_the_same_files()
    {
        using TrialTrainer trainer = PackedStudy.Open(_device);
        using CancellationTokenSource stop = new();
        int appended = 0;
        DurableFiles files = new(step =>
        {
            if (step.StartsWith("append ", StringComparison.Ordinal) && Interlocked.Increment(ref appended) == 9)
            {
                stop.Cancel();
            }
        });

        SweepOutcome stopped = Study.Run(_sweep, trainer, PackSize.Auto, files, stop.Token);
        SweepOutcome rest = Study.Run(_sweep, trainer, PackSize.Auto);

        Assert.That(stopped.IsInterrupted, Is.True);
        Assert.That(rest.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(InTurn(Study)));
    }

    [Test]
    public void The_validation_layer_watches_them_and_finds_nothing()
    {
        using TrialTrainer trainer = Open(() => Vk.GetApi(), isValidated: true);

        Assert.That(Study.Run(_sweep, trainer, PackSize.Auto).ExitCode, Is.EqualTo(ExitCode.Done));

        Assert.That(trainer.ValidationMessages, Is.Empty);
    }

    [Test]
    public void What_the_validation_layer_found_on_them_is_told_once_also_when_they_are_closed()
    {
        int opened = 0;
        using CoreWorkers workers = new(threads =>
        {
            TrainerDevice device = TrainerDevice.Open(new GpuDeviceOptions { Device = _device, IsValidated = true, Cache = CacheFolder.Default, SoftwareThreads = threads });
            device.Gpu.Validation!.Add(new ValidationMessage(IsError: true, "A-RULE", $"of {++opened}"));
            return new TrialTrainer(device, PackedStudy.Study.Dataset, PackedStudy.Augmentations);
        });
        string[] found = ["error A-RULE: of 1", "error A-RULE: of 2"];

        TrialWorkers whole = new([], PackSize.Auto);
        workers.Of(new CoreSplit(2, 1), whole);
        Assert.That(workers.ValidationMessages, Is.EqualTo(found));
        Assert.That(workers.Of(split: null, whole), Is.SameAs(whole));
        Assert.That(workers.ValidationMessages, Is.EqualTo(found));
    }

    [Test]
    public void One_that_loses_its_device_fails_one_trial_and_goes_on()
    {
        // The first to be opened after the device itself. It is held by nothing, so that it comes to a sixth submission, be the others ever so quick.
        int opened = 0;
        FaultyVulkan faulty = new() { Fault = FaultyVulkan.On("vkQueueSubmit", 6, Result.ErrorDeviceLost) };
        using TrialTrainer trainer = Open(() => ++opened == 2 ? faulty.Load() : Vk.GetApi());

        SweepOutcome first = Study.Run(_sweep, trainer, PackSize.Auto);
        List<string> told = _sweep.Observer.Notices;
        SweepOutcome again = Study.Run(_sweep, trainer, PackSize.Auto);

        Assert.That(first.Failed, Is.EqualTo(1));
        Assert.That(told, Has.None.Contains("is used no more"));
        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(InTurn(Study)));
    }

    [Test]
    public void Where_none_can_be_opened_the_device_trains_as_it_is()
    {
        int opened = 0;
        using TrialTrainer trainer = Open(() => ++opened == 1 ? Vk.GetApi() : new FaultyVulkan { Fault = FaultyVulkan.On("vkCreateDevice", 1, Result.ErrorOutOfHostMemory) }.Load());

        Assert.That(Study.Run(_sweep, trainer, PackSize.Auto).ExitCode, Is.EqualTo(ExitCode.Done));

        Assert.That(opened, Is.GreaterThan(1));
        Assert.That(_sweep.Observer.Notices, Has.None.Contains("of its own"));
        Assert.That(_sweep.Observer.Notices, Has.One.Contains("could not be opened for each processor, and trains as it is: ").And.Contains("vkCreateDevice"));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(InTurn(Study)));
    }

    [Test]
    public void They_are_kept_while_they_have_as_many_threads()
    {
        using TrialTrainer trainer = PackedStudy.Open(_device);
        int processors = Environment.ProcessorCount;

        TrialWorkers first = trainer.ShareOut(Load(processors));

        Assert.That(trainer.ShareOut(Load(processors + 1)).Trainers, Is.EqualTo(first.Trainers));
        Assert.That(trainer.ShareOut(Load(1, Budget.Seconds(1))).Trainers, Is.EqualTo(first.Trainers.Take(1)));
        Assert.That(trainer.ShareOut(Load(1)).Trainers, Is.EqualTo(new[] { trainer }));
        Assert.That(trainer.ShareOut(Load(processors)).Trainers, Has.None.EqualTo(first.Trainers[0]));
    }

    [Test]
    public void Their_tiles_are_told_with_those_of_the_device_also_when_they_are_closed()
    {
        using TrialTrainer trainer = PackedStudy.Open(_device);
        Study.Run(_sweep, trainer, PackSize.Auto);
        ImmutableSortedDictionary<string, string> chosen = trainer.TileChoices;

        trainer.ShareOut(Load(1));

        Assert.That(chosen, Is.Not.Empty);
        Assert.That(trainer.TileChoices, Is.EqualTo(chosen));
    }

    [Test]
    public void A_later_run_on_the_same_ones_goes_on_to_the_same_files()
    {
        using TrialTrainer trainer = PackedStudy.Open(_device);
        PackedStudy more = new() { Seeds = [0, 1, 2], Epochs = 2 };

        Study.Run(_sweep, trainer, PackSize.Auto);
        SweepOutcome rest = more.Run(_sweep, trainer, PackSize.Auto);

        Assert.That(rest.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(PackedStudy.TimelessFiles(_sweep), Is.EqualTo(InTurn(more)));
    }

    // The driver's threads name themselves, some time after the device is open.
    [Test]
    [Platform("Linux")]
    public void A_device_of_one_thread_has_no_pool()
    {
        int before = PoolThreads();
        using (GpuDevice one = GpuDevice.Open(new GpuDeviceOptions { Device = _device, SoftwareThreads = 1 }))
        {
            Thread.Sleep(200);
            Assert.That(PoolThreads(), Is.LessThanOrEqualTo(before));
        }

        before = PoolThreads();
        using GpuDevice all = GpuDevice.Open(new GpuDeviceOptions { Device = _device });
        Assert.That(PoolThreads, Is.GreaterThan(before).After(10_000, 20));
    }

    private static int PoolThreads() => Directory.GetDirectories("/proc/self/task").Count(task => NameOf(task).StartsWith("llvmpipe-", StringComparison.Ordinal));

    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm"));
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }

    private static Workload Load(int trials, Budget? budget = null) => new()
    {
        Requests =
        [
            .. Enumerable.Range(0, trials).Select(i => new TrialRequest
            {
                Name = $"{i}", Network = PackedStudy.Study.GlobalAverage(), Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 16, budget ?? Budget.Epochs(1)), Seed = i,
            }),
        ],
    };

    private SortedDictionary<string, string> InTurn(PackedStudy study)
    {
        using SweepFixture sweep = new();
        using TrialTrainer trainer = PackedStudy.Open(_device);
        study.Run(sweep, trainer, PackSize.Of(1));
        return PackedStudy.TimelessFiles(sweep);
    }

    private TrialTrainer Open(Func<Vk> load, bool isValidated = false) => new(
        TrainerDevice.Open(new GpuDeviceOptions { Device = _device, IsValidated = isValidated, Cache = CacheFolder.Default, LoadVulkan = load }),
        PackedStudy.Study.Dataset,
        PackedStudy.Augmentations);
}
