using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Training.Packing;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Whatever the tuner chooses, training gives the same bits.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class TuningTests(string device)
{
    private static readonly TrainingStudy Study = new(new FeatureShape(3, 7, 6), train: 50, test: 23);

    private ImmutableArray<NamedTensor> _untuned = [];

    [OneTimeSetUp]
    public void TrainUntuned() => _untuned = Train(TuneMode.Off, choice: 0).Weights;

    // Of each product another candidate each time; together they are spread over all there are.
    [TestCase(1)]
    [TestCase(4)]
    [TestCase(9)]
    [TestCase(15)]
    [TestCase(20)]
    public void Weights_are_the_same_bit_for_bit_whichever_candidate_wins(int choice)
    {
        (ImmutableArray<NamedTensor> weights, ImmutableSortedDictionary<string, string> tiles) = Train(TuneMode.Full, choice);

        Assert.That(tiles, Is.Not.Empty);
        foreach ((NamedTensor actual, NamedTensor expected) in weights.Zip(_untuned))
        {
            Assert.That(actual.Values.AsSpan().SequenceEqual(expected.Values), Is.True, $"{actual.Name} with {string.Join("; ", tiles)}");
        }
    }

    [Test]
    public void Different_candidates_win() => Assert.That(Train(TuneMode.Full, choice: 2).Tiles, Is.Not.EqualTo(Train(TuneMode.Full, choice: 3).Tiles));

    [Test]
    public void All_that_is_to_be_timed_is_timed_before_the_first_trial_and_told_once()
    {
        FakeTimer timer = new((_, _) => 1);
        using TrialTrainer trainer = Open(TuneMode.Full, _ => timer);
        List<string> told = [];

        trainer.Tune([Request, Request with { Network = Study.GlobalAverage() }], told.Add, CancellationToken.None);
        int timed = timer.Timed.Count;
        TrialList.Train(trainer, Request, new RecordingSink());
        trainer.Tune([Request with { Training = Request.Training with { BatchSize = 8 } }], told.Add, CancellationToken.None);

        Assert.That(timed, Is.GreaterThan(10));
        Assert.That(timer.Timed.Count, Is.GreaterThan(timed), "a later round has products of its own");
        Assert.That(timer.Timed, Is.Unique);
        Assert.That(told, Has.Count.EqualTo(2));
        Assert.That(told[0], Does.Match("^Timing kernels on .+ [(]--tune full[)]"));
        Assert.That(told[1], Is.EqualTo("Timed the kernels of 1 of 2 points."));
    }

    // The largest trial is also planned to foresee the memory.
    [Test]
    public void A_study_times_products_of_all_its_points_the_largest_too()
    {
        using SweepFixture sweep = new();
        FakeTimer timer = new((_, _) => 1);
        using TrialTrainer trainer = Open(TuneMode.Full, _ => timer);

        SweepOutcome outcome = new PackedStudy { Seeds = [0], Epochs = 1 }.Run(sweep, trainer, PackSize.Of(1));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(timer.Timed.Select(timed => timed.Problem.Batch), Does.Contain(5).And.Contain(16).And.Contain(40));
        Assert.That(sweep.Observer.Notices, Has.One.StartsWith("Timing kernels on "));
    }

    [Test]
    public void Who_stops_a_study_that_times_kernels_waits_for_one_measurement_at_most()
    {
        using SweepFixture sweep = new();
        using CancellationTokenSource stop = new();
        FakeTimer timer = new((_, _) =>
        {
            stop.Cancel();
            return 1;
        });
        using TrialTrainer trainer = Open(TuneMode.Full, _ => timer);

        SweepOutcome outcome = new PackedStudy { Seeds = [0], Epochs = 1 }.Run(sweep, trainer, PackSize.Of(1), stop: stop.Token);

        Assert.That(outcome.IsInterrupted, Is.True);
        Assert.That(timer.Timed, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_device_that_is_lost_over_it_is_opened_anew_and_trains()
    {
        using SweepFixture sweep = new();
        int opened = 0;
        FakeTimer timer = new((_, _) => throw new DeviceLostException("vkQueueSubmit", "ErrorDeviceLost", "tune.Forward", "gone", null));
        FaultyVulkan first = new();
        TrainerDevice lost = TrainerDevice.Open(
            new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LoadVulkan = () => ++opened == 1 ? first.Load() : Silk.NET.Vulkan.Vk.GetApi() }, TuneMode.Full, _ => timer);
        using TrialTrainer trainer = new(lost, Study.Dataset, []);
        first.Fault = FaultyVulkan.On("vkQueueSubmit", 1, Silk.NET.Vulkan.Result.ErrorDeviceLost);
        Assert.That(() => lost.Gpu.Queue.Submit(EmptyRecording(lost.Gpu)), Throws.InstanceOf<DeviceLostException>());

        SweepOutcome outcome = new PackedStudy { Seeds = [0], Epochs = 1 }.Run(sweep, trainer, PackSize.Of(1));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(opened, Is.EqualTo(2));
        Assert.That(timer.Timed, Has.Count.EqualTo(1));
        Assert.That(sweep.Observer.Notices, Has.One.Contains("was lost over the timing of kernels"));
    }

    [Test]
    public void Nothing_is_timed_before_trials_where_not_all_tiles_are_wanted([Values(TuneMode.Off, TuneMode.Auto)] TuneMode mode)
    {
        FakeTimer timer = new((_, _) => 1);
        using TrialTrainer trainer = Open(mode, _ => timer);

        trainer.Tune([Request], sentence => Assert.Fail(sentence), CancellationToken.None);

        Assert.That(timer.Timed, Is.Empty);
    }

    [Test]
    public void Who_stops_waits_for_one_measurement_at_most()
    {
        using CancellationTokenSource stop = new();
        FakeTimer timer = new((_, _) =>
        {
            stop.Cancel();
            return 1;
        });
        using TrialTrainer trainer = Open(TuneMode.Full, _ => timer);

        trainer.Tune([Request, Request with { Network = Study.GlobalAverage() }], static _ => { }, stop.Token);

        Assert.That(timer.Timed, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_device_opened_beside_another_takes_the_tiles_that_were_timed_there_also_where_no_cache_keeps_them()
    {
        if (TestDevices.MesaSoftware() is not { } software || software != device || !SoftwareThreads.CanBeChosen)
        {
            Assert.Ignore("Only a software device of Mesa is opened twice.");
            return;
        }

        using TrainerDevice first = TrainerDevice.Open(new GpuDeviceOptions { Device = device }, TuneMode.Full, library => new FakeTimer((problem, tile) => IsChosen(library, problem, tile, 3) ? 0.5 : 1));
        using TrainerDevice second = first.OpenBeside(threads: 1);
        var problem = ProductProblem.Dense(ProductDirection.Forward, 256, 256, 256);

        first.TimeTiles(() => first.Tiles.For(problem), static _ => { }, CancellationToken.None);
        ProductTile chosen = first.Tiles.For(problem);

        Assert.That(chosen, Is.Not.EqualTo(DefaultTiles.For(first.Gpu.Info).For(problem)));
        Assert.That(second.Tiles.For(problem), Is.EqualTo(chosen));
    }

    private static RecordedCommands EmptyRecording(GpuDevice gpu)
    {
        using CommandRecorder recorder = new(gpu, "empty");
        return recorder.End();
    }

    private static TrialRequest Request => new()
    {
        Name = "test",
        Network = Study.EveryLayer(),
        Training = TrainingStudy.Training(new AdamOptimizer(), 0.01, batchSize: 16, Budget.Updates(6)),
        Seed = 5,
    };

    private TrialTrainer Open(TuneMode mode, Func<KernelLibrary, IProductTimer> timer) =>
        new(TrainerDevice.Open(new GpuDeviceOptions { Device = device }, mode, timer), Study.Dataset, []);

    private (ImmutableArray<NamedTensor> Weights, ImmutableSortedDictionary<string, string> Tiles) Train(TuneMode mode, int choice)
    {
        using TrialTrainer trainer = Open(mode, library => new FakeTimer((problem, tile) => IsChosen(library, problem, tile, choice) ? 0.5 : 1));
        trainer.Tune([Request], static _ => { }, CancellationToken.None);

        TrialOutcome outcome = TrialList.Train(trainer, Request, new RecordingSink());

        return (((FinishedTrial)outcome).Weights, trainer.TileChoices);
    }

    private static bool IsChosen(KernelLibrary library, ProductProblem problem, ProductTile tile, int choice)
    {
        ImmutableArray<ProductTile> all = new TileCandidates(DeviceTraits.Of(library.Device.Info), KernelFamilyOverride.FromEnvironment()).Of(problem, TuneMode.Full);
        return tile == all[choice % all.Length];
    }
}
