using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Vulkan;
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

    private (ImmutableArray<NamedTensor> Weights, ImmutableSortedDictionary<string, string> Tiles) Train(TuneMode mode, int choice)
    {
        GpuDeviceOptions options = new() { Device = device };
        TrainerDevice trainerDevice = TrainerDevice.Open(options, mode, library => new FakeTimer((problem, tile) => IsChosen(library, problem, tile, choice) ? 0.5 : 1));
        using TrialTrainer trainer = new(trainerDevice, Study.Dataset, []);
        TrialRequest request = new()
        {
            Name = "test",
            Network = Study.EveryLayer(),
            Training = TrainingStudy.Training(new AdamOptimizer(), 0.01, batchSize: 16, Budget.Updates(6)),
            Seed = 5,
        };

        TrialOutcome outcome = TrialList.Train(trainer, request, new RecordingSink());

        return (((FinishedTrial)outcome).Weights, trainer.TileChoices);
    }

    private static bool IsChosen(KernelLibrary library, ProductProblem problem, ProductTile tile, int choice)
    {
        ImmutableArray<ProductTile> all = new TileCandidates(DeviceTraits.Of(library.Device.Info), KernelFamilyOverride.FromEnvironment()).Of(problem, TuneMode.Full);
        return tile == all[choice % all.Length];
    }
}
