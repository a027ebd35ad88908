using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Whole trainings of a small study on a device. The validation layer watches all of them.</summary>
/// <param name="device">Index of the device.</param>
public abstract class TrainerFixture(string device)
{
    /// <summary>Index of the device.</summary>
    protected string Device => device;

    protected const int Seed = 5;

    private protected static readonly TrainingStudy Study = new(new FeatureShape(3, 7, 6), train: 50, test: 23);

    private protected (TrialOutcome Outcome, RecordingSink Sink) Train(TrainingStudy study, NetworkDefinition network, TrainingDefinition training)
    {
        RecordingSink sink = new();
        return (Train(study, network, training, sink), sink);
    }

    private protected TrialOutcome Train(
        TrainingStudy study, NetworkDefinition network, TrainingDefinition training, RecordingSink sink, TrialCheckpoint? resume = null, CancellationToken stop = default,
        ImmutableArray<Augmentation>? augmentations = null)
    {
        TrainerDevice trainerDevice = TrainerDevice.Open(new GpuDeviceOptions { Device = Device, IsValidated = true, Cache = CacheFolder.Default });
        using TrialTrainer trainer = new(trainerDevice, study.Dataset, augmentations ?? []);
        TrialRequest request = new() { Name = "test", Network = network, Training = training, Seed = Seed, Resume = resume, LogUpdates = true };

        TrialOutcome outcome = TrialList.Train(trainer, request, sink, stop);

        Assert.That(trainerDevice.Gpu.ValidationMessages, Is.Empty);
        return outcome;
    }

    private protected static Evaluation WithoutSeconds(Evaluation evaluation) => evaluation with { TrainSeconds = 0, EvaluationSeconds = 0 };

    private protected static void AssertSame(ImmutableArray<NamedTensor> actual, ImmutableArray<NamedTensor> expected)
    {
        Assert.That(actual.Select(tensor => tensor.Name), Is.EqualTo(expected.Select(tensor => tensor.Name)));
        foreach ((NamedTensor a, NamedTensor e) in actual.Zip(expected))
        {
            Assert.That(a.Values.AsSpan().SequenceEqual(e.Values), Is.True, a.Name);
        }
    }
}
