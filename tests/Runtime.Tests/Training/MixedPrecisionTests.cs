using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Whole trainings with features and weights in float16, watched by the validation layer.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class MixedPrecisionTests(string device)
{
    private static readonly TrainingStudy Study = new(new(3, 7, 6), train: 50, test: 23);

    [SetUp]
    public void NeedsStorage()
    {
        using GpuDevice opened = TestDevices.Open(device);
        Assume.That(opened.Info.Features.HasFlag(GpuFeatures.Storage16Bit), "the device has no 16-bit storage");
    }

    [Test]
    public void A_network_learns_as_in_float32()
    {
        TrainingDefinition training = Mixed(Budget.Epochs(12));

        (TrialOutcome mixed, RecordingSink sink) = Train(training);
        (_, RecordingSink exact) = Train(training with { Precision = Precision.Float32 });

        // The losses of batches go from 1.2 to 0.1; roundings of 2^-11 in a dozen layers, twelve epochs long, move them by a few hundredths.
        Assert.That(mixed, Is.InstanceOf<FinishedTrial>());
        Assert.That(sink.Evaluations[^1].TrainLoss, Is.EqualTo(exact.Evaluations[^1].TrainLoss).Within(0.05).And.Not.EqualTo(exact.Evaluations[^1].TrainLoss));
        Assert.That(sink.Evaluations[^1].TrainAccuracy, Is.EqualTo(exact.Evaluations[^1].TrainAccuracy).Within(0.1));
        Assert.That(sink.Evaluations[^1].TrainLoss, Is.LessThan(0.5 * sink.Evaluations[0].TrainLoss));
    }

    [Test]
    public void Two_runs_give_the_same_bits()
    {
        TrainingDefinition training = Mixed(Budget.Epochs(2));

        AssertSame(((FinishedTrial)Train(training).Outcome).Weights, ((FinishedTrial)Train(training).Outcome).Weights);
    }

    [TestCase(1)]
    [TestCase(6)]
    public void A_training_stopped_and_resumed_ends_with_the_bits_of_one_never_stopped(int stopAfter)
    {
        // A scale that overflows for the first updates, so that it is in the midst of halving when training stops.
        TrainingDefinition training = Mixed(Budget.Epochs(3));
        TrialCheckpoint start = WithScale(Train(Mixed(Budget.Epochs(1)) with { Budget = Budget.Epochs(2) }).Sink.Checkpoints[0], 1 << 26);
        (TrialOutcome undisturbed, _) = Train(training, start);

        using CancellationTokenSource stop = new();
        RecordingSink before = new(
            update =>
            {
                if (update >= start.Update + stopAfter)
                {
                    stop.Cancel();
                }
            },
            start.Update + 1);
        Train(training, start, before, stop.Token);
        TrialOutcome resumed = Train(training, before.Checkpoints[^1], new RecordingSink(firstOfSession: before.Checkpoints[^1].Update + 1)).Outcome;

        AssertSame(((FinishedTrial)resumed).Weights, ((FinishedTrial)undisturbed).Weights);
    }

    [Test]
    public void An_overflow_leaves_the_weights_as_they_are_and_is_answered_for_by_the_next_update()
    {
        TrialCheckpoint good = Train(Mixed(Budget.Epochs(2))).Sink.Checkpoints[0];
        TrialCheckpoint bad = WithScale(good, 1L << 40);

        ImmutableArray<NamedTensor> skipped = ((FinishedTrial)Train(Mixed(Budget.Updates(good.Update + 1)), bad).Outcome).Weights;
        ImmutableArray<NamedTensor> made = ((FinishedTrial)Train(Mixed(Budget.Updates(good.Update + 1)), good).Outcome).Weights;

        ImmutableArray<NamedTensor> weights = [.. good.Tensors.Where(tensor => skipped.Any(one => one.Name == tensor.Name))];
        AssertSame(skipped, weights);
        Assert.That(made[0].Values, Is.Not.EqualTo(weights[0].Values));
    }

    [Test]
    public void The_first_scale_is_65536_and_good_updates_are_counted()
    {
        TrialCheckpoint checkpoint = Train(Mixed(Budget.Epochs(2))).Sink.Checkpoints[0];

        NamedTensor scale = checkpoint.Tensors.Single(tensor => tensor.Name == "loss_scale");
        Assert.That(scale.Values[0], Is.EqualTo(65536).Or.EqualTo(32768));
        Assert.That(scale.Values[1], Is.GreaterThan(0).And.LessThan(checkpoint.Update));
    }

    [Test]
    public void Features_take_half_the_memory()
    {
        using TrialTrainer trainer = Open();

        long mixed = trainer.MemoryOf(Request(Mixed(Budget.Epochs(1)))).ArenaBytes;
        long exact = trainer.MemoryOf(Request(Mixed(Budget.Epochs(1)) with { Precision = Precision.Float32 })).ArenaBytes;

        // The copy of the weights and the gradients' pieces come on top.
        Assert.That(mixed, Is.LessThan(0.75 * exact));
    }

    [Test]
    public void A_device_without_16_bit_storage_says_what_it_lacks_and_what_to_do()
    {
        using TrialTrainer trainer = Open(new DeviceLimitOverrides { HiddenFeatures = GpuFeatures.Storage16Bit });

        Assert.That(
            trainer.Lacks(Mixed(Budget.Epochs(1))),
            Does.Contain("storageBuffer16BitAccess").And.Contain("precision: float32").And.Contain("--device").And.Contain(trainer.Environment.Device));
        Assert.That(trainer.Lacks(Mixed(Budget.Epochs(1)) with { Precision = Precision.Float32 }), Is.Null);
    }

    private static TrainingDefinition Mixed(Budget budget) =>
        TrainingStudy.Training(new AdamOptimizer(), 0.01, batchSize: 16, budget) with { Precision = Precision.Mixed };

    private static TrialCheckpoint WithScale(TrialCheckpoint checkpoint, float scale) => checkpoint with
    {
        Tensors = [.. checkpoint.Tensors.Select(tensor => tensor.Name == "loss_scale" ? tensor with { Values = [scale, 0, 0] } : tensor)],
    };

    private static TrialRequest Request(TrainingDefinition training) => new() { Name = "test", Network = Study.EveryLayer(), Training = training, Seed = 5, LogUpdates = true };

    private (TrialOutcome Outcome, RecordingSink Sink) Train(TrainingDefinition training, TrialCheckpoint? resume = null, RecordingSink? sink = null, CancellationToken stop = default)
    {
        sink ??= new RecordingSink(firstOfSession: (resume?.Update ?? 0) + 1);
        using TrialTrainer trainer = Open();
        TrialOutcome outcome = TrialList.Train(trainer, Request(training) with { Resume = resume }, sink, stop);

        Assert.That(trainer.ValidationMessages, Is.Empty);
        return (outcome, sink);
    }

    private TrialTrainer Open(DeviceLimitOverrides? overrides = null) => new(
        TrainerDevice.Open(new GpuDeviceOptions { Device = device, IsValidated = true, Cache = CacheFolder.Default, LimitOverrides = overrides ?? new DeviceLimitOverrides() }), Study.Dataset, []);

    private static void AssertSame(ImmutableArray<NamedTensor> actual, ImmutableArray<NamedTensor> expected)
    {
        Assert.That(actual.Select(tensor => tensor.Name), Is.EqualTo(expected.Select(tensor => tensor.Name)));
        foreach ((NamedTensor a, NamedTensor e) in actual.Zip(expected))
        {
            Assert.That(a.Values.AsSpan().SequenceEqual(e.Values), Is.True, a.Name);
        }
    }
}
