using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Schedules;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Schedules, further optimizers, clipping, batches in parts and averaged weights in whole trainings, alone and all at once. The validation layer watches all of them.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class TrainingRulesTests(string device)
{
    private const int Seed = 5;
    private const double LossTolerance = 1e-5;

    // Fifty examples in batches of 16 are four updates an epoch, the last of 2.
    private static readonly TrainingStudy Study = new(new FeatureShape(3, 7, 6), train: 50, test: 23);

    private TrialTrainer _trainer;

    [OneTimeSetUp]
    public void Open() => _trainer = new TrialTrainer(
        TrainerDevice.Open(new GpuDeviceOptions { Device = device, IsValidated = true, Cache = CacheFolder.Default }), Study.Dataset, []);

    [OneTimeTearDown]
    public void Close() => _trainer?.Dispose();

    private static TrainingDefinition Sgd => TrainingStudy.Training(new SgdOptimizer { Momentum = 0.9 }, 0.05, batchSize: 16, Budget.Epochs(3));

    private static TrainingDefinition Everything => TrainingStudy.Training(new LambOptimizer(), 0.02, batchSize: 16, Budget.Epochs(3)) with
    {
        Schedule = new CosineSchedule(0.1), Warmup = ScheduleLength.Updates(3), MicroBatch = 5, ClipGradientNorm = 0.5, WeightAverage = 0.8,
    };

    private static IEnumerable<TestCaseData> Rules() =>
    [
        Case("a step every epoch", Sgd with { Schedule = new StepSchedule(ScheduleLength.Epochs(1), 0.3) }),
        Case("one cycle after a warm-up", Sgd with { Schedule = new OneCycleSchedule(0.4, 0.1, 0.01, Anneal.Cosine), Warmup = ScheduleLength.Epochs(1) }),
        Case("rmsprop", Sgd with { Optimizer = new RmspropOptimizer { Momentum = 0.5, WeightDecay = 0.01 }, LearningRate = 0.001 }),
        Case("adagrad", Sgd with { Optimizer = new AdagradOptimizer { LearningRateDecay = 0.1 }, LearningRate = 0.01 }),
        Case("lion", Sgd with { Optimizer = new LionOptimizer { WeightDecay = 0.1 }, LearningRate = 0.001 }),
        Case("lars", Sgd with { Optimizer = new LarsOptimizer { WeightDecay = 0.01 }, LearningRate = 1 }),
        Case("lamb", Sgd with { Optimizer = new LambOptimizer(), LearningRate = 0.02 }),
        Case("clipped by the norm", Sgd with { ClipGradientNorm = 0.3 }),
        Case("clipped by value", Sgd with { ClipGradientValue = 0.02 }),
        Case("in parts", Sgd with { MicroBatch = 5 }),
        Case("in parts of one", Sgd with { MicroBatch = 1 }),
        Case("averaged", Sgd with { WeightAverage = 0.9 }),
        Case("all at once", Everything),
    ];

    [TestCaseSource(nameof(Rules))]
    public void Losses_follow_the_reference_update_by_update(TrainingDefinition training)
    {
        RecordingSink sink = new();
        TrialOutcome outcome = Train(training, sink);
        BatchSchedule batches = new(Study.Dataset.Train.Count, training);
        ReferenceTrainer reference = new(Network, training, sink.Initial, Seed) { Rates = new LearningRates(batches, training).Of };

        for (int update = 0; update < sink.Losses.Count; update++)
        {
            double expected = reference.Step(Study.Batch(training, Seed, update));
            Assert.That(sink.Losses[update], Is.EqualTo(expected).Within(LossTolerance * (1 + update)), $"update {update + 1}");
        }

        Assert.That(sink.Losses, Has.Count.EqualTo(12));
        ReferenceParameter[] parameters = [.. reference.Network.Parameters];
        foreach ((NamedTensor tensor, ReferenceParameter parameter) in ((FinishedTrial)outcome).Weights.Zip(parameters))
        {
            double[] values = parameter.InFileOrder(training.WeightAverage is null ? parameter.Values : reference.Average(parameter));
            Assert.That(tensor.Values.Select(value => (double)value), Is.EqualTo(values).Within(1e-4), parameter.Name);
        }
    }

    [Test]
    public void What_an_average_measures_is_the_network_with_the_weights_that_are_left()
    {
        TrainingDefinition training = Sgd with { WeightAverage = 0.9 };
        RecordingSink sink = new();

        var averaged = (FinishedTrial)Train(training, sink);
        var plain = (FinishedTrial)Train(training with { WeightAverage = null }, new RecordingSink());

        ReferenceTrainer reference = new(Network, training, averaged.Weights, Seed);
        Assert.That(sink.Evaluations[^1].TestLoss, Is.EqualTo(reference.Evaluate(Study.All(Study.Dataset.Test)).Mean).Within(LossTolerance));
        AssertSame(averaged.RawWeights, plain.Weights);
        Assert.That(plain.RawWeights, Is.Empty);
        Assert.That(averaged.Weights[0].Values, Is.Not.EqualTo(averaged.RawWeights[0].Values));
    }

    [Test]
    public void A_batch_no_larger_than_a_part_has_the_bits_of_a_batch_without_parts()
    {
        RecordingSink whole = new();
        RecordingSink parted = new();

        TrialOutcome first = Train(Sgd, whole);
        TrialOutcome second = Train(Sgd with { MicroBatch = 16 }, parted);

        Assert.That(parted.Losses, Is.EqualTo(whole.Losses));
        AssertSame(((FinishedTrial)second).Weights, ((FinishedTrial)first).Weights);
    }

    [Test]
    public void Memory_follows_the_part_of_a_batch()
    {
        TrainingDefinition large = Sgd with { BatchSize = 48 };

        TrialMemory whole = _trainer.MemoryOf(Request(large));
        TrialMemory parted = _trainer.MemoryOf(Request(large with { MicroBatch = 8 }));
        TrialMemory small = _trainer.MemoryOf(Request(Sgd with { BatchSize = 8 }));

        // An evaluation's batches are not cut: their arena is the least that a trial has.
        Assert.That(parted.ArenaBytes, Is.LessThanOrEqualTo(whole.ArenaBytes).And.EqualTo(small.ArenaBytes));
        Assert.That(parted.GradientBytes, Is.EqualTo(2 * whole.GradientBytes));
    }

    [TestCase(1, false)]
    [TestCase(5, false)]
    [TestCase(8, false)]
    [TestCase(6, true)]
    public void A_training_with_all_of_it_stopped_and_resumed_ends_with_the_bits_of_one_never_stopped(int stopAfter, bool isMixed)
    {
        TrainingDefinition training = Everything with { Precision = isMixed ? Precision.Mixed : Precision.Float32 };
        Assume.That(_trainer.Lacks(training), Is.Null);
        RecordingSink undisturbed = new();
        TrialOutcome expected = Train(training, undisturbed);

        using CancellationTokenSource stop = new();
        RecordingSink before = new(update => Cancel(stop, update >= stopAfter));
        TrialOutcome interrupted = Train(training, before, stop: stop.Token);
        TrialCheckpoint state = before.Checkpoints[^1];
        RecordingSink after = new(firstOfSession: state.Update + 1);
        TrialOutcome resumed = Train(training, after, state);

        Assert.That(interrupted, Is.InstanceOf<InterruptedTrial>());
        Assert.That(before.Losses.Take((int)state.Update).Concat(after.Losses), Is.EqualTo(undisturbed.Losses));
        AssertSame(((FinishedTrial)resumed).Weights, ((FinishedTrial)expected).Weights);
        AssertSame(((FinishedTrial)resumed).RawWeights, ((FinishedTrial)expected).RawWeights);
        Assert.That(after.Evaluations[^1].TestLoss, Is.EqualTo(undisturbed.Evaluations[^1].TestLoss));
    }

    [Test]
    public void Mixed_precision_goes_with_all_of_it()
    {
        TrainingDefinition training = Everything with { Precision = Precision.Mixed, Budget = Budget.Epochs(8) };
        Assume.That(_trainer.Lacks(training), Is.Null);
        RecordingSink exact = new();
        RecordingSink mixed = new();

        Train(training with { Precision = Precision.Float32 }, exact);
        Train(training, mixed);

        Assert.That(mixed.Evaluations[^1].TrainLoss, Is.EqualTo(exact.Evaluations[^1].TrainLoss).Within(0.05).And.Not.EqualTo(exact.Evaluations[^1].TrainLoss));
        Assert.That(mixed.Evaluations[^1].TrainLoss, Is.LessThan(0.9 * mixed.Evaluations[0].TrainLoss));
    }

    [Test]
    public void An_overflow_in_mixed_precision_leaves_the_weights_as_they_are_clipped_or_not()
    {
        TrainingDefinition training = Everything with { Precision = Precision.Mixed };
        Assume.That(_trainer.Lacks(training), Is.Null);
        RecordingSink sink = new();
        Train(training, sink);
        TrialCheckpoint good = sink.Checkpoints[0];
        TrialCheckpoint bad = good with { Tensors = [.. good.Tensors.Select(tensor => tensor.Name == "loss_scale" ? tensor with { Values = [1L << 40, 0, 0] } : tensor)] };

        var skipped = (FinishedTrial)Train(training with { Budget = Budget.Updates(good.Update + 1) }, new RecordingSink(firstOfSession: good.Update + 1), bad);

        AssertSame(skipped.RawWeights, [.. good.Tensors.Where(tensor => skipped.RawWeights.Any(weight => weight.Name == tensor.Name))]);
    }

    [Test]
    public void Packed_with_others_it_has_the_bits_that_it_has_alone()
    {
        TrainingDefinition[] trainings = [Everything, Sgd with { Schedule = new LinearSchedule(1, 0), MicroBatch = 3 }, Everything with { BatchSize = 7, WeightAverage = null, MicroBatch = null }];
        ImmutableArray<NamedTensor>[] alone = [.. trainings.Select(training => ((FinishedTrial)Train(training, new RecordingSink())).Weights)];

        TrialList together = new(trainings.Select(training => new TrialJob(Request(training), new RecordingSink())));
        _trainer.Train(together, PackSize.Of(3), default);

        foreach ((TrialJob job, TrialOutcome outcome) in together.Ended)
        {
            AssertSame(((FinishedTrial)outcome).Weights, alone[Array.IndexOf(trainings, job.Request.Training)]);
            Assert.That(outcome.PackedTrials, Is.EqualTo(3));
        }
    }

    [Test]
    public void A_trial_with_all_of_it_allocates_what_was_told_to_the_byte()
    {
        using TrainerDevice opened = TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default });
        using DeviceDataset data = new(opened.Gpu, Study.Dataset);
        TrialPlan plan = new(data, opened.Tiles, [], Request(Everything));
        long before = opened.Gpu.Counters.AllocatedBytes;

        using DeviceTrial trial = new(opened.Kernels, data, plan);

        TrialMemory told = plan.MemoryOn(opened.Gpu);
        Assert.That(opened.Gpu.Counters.AllocatedBytes - before, Is.EqualTo(told.TotalBytes));
        Assert.That(told.AverageBytes, Is.EqualTo(told.ParameterBytes));
        Assert.That(told.OtherBytes, Is.Positive.And.LessThan(16 << 10));
    }

    [Test]
    public void A_gradient_that_is_not_finite_is_not_hidden_by_clipping([Values] bool byValue)
    {
        TrainingDefinition training = (Sgd with { LearningRate = 1e20, Budget = Budget.Epochs(5) }) with { ClipGradientNorm = byValue ? null : 1e30, ClipGradientValue = byValue ? 1e30 : null };

        Assert.That(Train(training, new RecordingSink()), Is.InstanceOf<DivergedTrial>());
    }

    private static NetworkDefinition Network => Study.EveryLayer();

    private static TestCaseData Case(string name, TrainingDefinition training) => new TestCaseData(training).SetArgDisplayNames(name);

    private static TrialRequest Request(TrainingDefinition training) => new() { Name = "test", Network = Network, Training = training, Seed = Seed, LogUpdates = true };

    private static void Cancel(CancellationTokenSource stop, bool now)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private TrialOutcome Train(TrainingDefinition training, RecordingSink sink, TrialCheckpoint? resume = null, CancellationToken stop = default)
    {
        TrialOutcome outcome = TrialList.Train(_trainer, Request(training) with { Resume = resume }, sink, stop);

        Assert.That(_trainer.ValidationMessages, Is.Empty);
        return outcome;
    }

    private static void AssertSame(ImmutableArray<NamedTensor> actual, ImmutableArray<NamedTensor> expected)
    {
        Assert.That(actual.Select(tensor => tensor.Name), Is.EqualTo(expected.Select(tensor => tensor.Name)));
        foreach ((NamedTensor a, NamedTensor e) in actual.Zip(expected))
        {
            Assert.That(a.Values.AsSpan().SequenceEqual(e.Values), Is.True, a.Name);
        }
    }
}
