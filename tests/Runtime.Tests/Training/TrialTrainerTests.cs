using Silk.NET.Vulkan;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Whole trainings on every device, against the double-precision reference and against themselves. The validation layer watches all of them.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class TrialTrainerTests(string device)
{
    private const int Seed = 5;

    // A loss is a mean over the batch of values of order 1, after a dozen layers of float32 products: 1e-5 is 100 roundings.
    private const double LossTolerance = 1e-5;

    private static readonly TrainingStudy Study = new(new FeatureShape(3, 7, 6), train: 50, test: 23);

    private static IEnumerable<TestCaseData> Optimizers()
    {
        yield return new TestCaseData(new SgdOptimizer { Momentum = 0.9, Nesterov = false, WeightDecay = 1e-3 }, 0.05).SetArgDisplayNames("sgd with momentum and decay");
        yield return new TestCaseData(new SgdOptimizer { Momentum = 0.8, Nesterov = true }, 0.05).SetArgDisplayNames("sgd with Nesterov momentum");
        yield return new TestCaseData(new AdamOptimizer { WeightDecay = 1e-2 }, 0.01).SetArgDisplayNames("adam with decay");
        yield return new TestCaseData(new AdamwOptimizer(), 0.01).SetArgDisplayNames("adamw");
    }

    [TestCaseSource(nameof(Optimizers))]
    public void Losses_follow_the_reference_update_by_update(OptimizerDefinition optimizer, double learningRate)
    {
        TrainingDefinition training = TrainingStudy.Training(optimizer, learningRate, batchSize: 16, Budget.Epochs(4));

        AssertFollowsReference(Study.EveryLayer(), training);
    }

    [Test]
    public void What_is_told_of_progress_is_of_the_training()
    {
        // 50 examples in batches of 16: the last one of an epoch has 2.
        (_, RecordingSink sink) = Train(Study, Study.EveryLayer(), TrainingStudy.Training(new SgdOptimizer(), 0.05, 16, Budget.Epochs(4)));

        TrainingProgress before = default;
        foreach (TrainingProgress progress in sink.Progresses)
        {
            Assert.That(progress.Loss, Is.EqualTo(sink.Losses[(int)before.Update..(int)progress.Update].Average()).Within(1e-6));
            Assert.That(progress.Examples, Is.EqualTo((progress.Update / 4 * 50) + (progress.Update % 4 * 16)));
            Assert.That(progress.TotalUpdates, Is.EqualTo(16));
            Assert.That(progress.Seconds, Is.GreaterThan(before.Seconds));
            before = progress;
        }

        Evaluation last = sink.Evaluations[^1];
        Assert.That(before.Update, Is.EqualTo(16));
        Assert.That(before.Seconds, Is.GreaterThan(last.TrainSeconds).And.LessThan(last.TrainSeconds + last.EvaluationSeconds), "the last evaluation comes after it");
    }

    [Test]
    public void Losses_follow_the_reference_through_blocks() => AssertFollowsReference(
        Study.Blocks(), TrainingStudy.Training(new SgdOptimizer { Momentum = 0.9 }, 0.05, 16, Budget.Epochs(4)));

    [Test]
    public void Losses_and_running_statistics_follow_the_reference_through_normalisations()
    {
        // 50 examples in batches of 13: the last one of an epoch has 11, and its last virtual batch of 5 one alone.
        TrainingDefinition training = TrainingStudy.Training(new SgdOptimizer { Momentum = 0.9, WeightDecay = 1e-3 }, 0.02, 13, Budget.Epochs(4));
        NetworkDefinition network = Study.Normalized();

        (TrialOutcome outcome, RecordingSink sink) = Train(Study, network, training);
        ReferenceTrainer reference = AssertFollowsReference(network, training, sink);

        Dictionary<string, NamedTensor> weights = ((FinishedTrial)outcome).Weights.ToDictionary(tensor => tensor.Name);
        foreach (ReferenceParameter statistic in reference.Network.RunningStatistics)
        {
            Assert.That(weights[statistic.Name].Values, Is.EqualTo(statistic.InFileOrder(statistic.Values)).Within(1e-4), statistic.Name);
        }

        ReferenceLoss expected = reference.Evaluate(Study.All(Study.Dataset.Test));
        Assert.That(sink.Evaluations[^1].TestLoss, Is.EqualTo(expected.Mean).Within(1e-4));
        Assert.That(sink.Initial.Single(tensor => tensor.Name == "layers.0.running_var").Values, Is.All.EqualTo(1));
    }

    [Test]
    public void Losses_follow_the_reference_when_examples_are_mixed([Values(7, 16)] int batchSize, [Values] bool isSoftmax)
    {
        const double Alpha = 0.4;
        TrainingDefinition training = TrainingStudy.Training(
            new SgdOptimizer { Momentum = 0.9 }, 0.05, batchSize, Budget.Epochs(3), isSoftmax ? new SoftmaxCrossEntropyLoss(0.1) : new MeanSquaredErrorLoss());
        NetworkDefinition network = Study.GlobalAverage();
        RecordingSink sink = new();
        Train(Study, network, training, sink, augmentations: [new Mixup(Alpha)]);
        ReferenceTrainer reference = new(network, training, sink.Initial, Seed);

        for (int update = 0; update < sink.Losses.Count; update++)
        {
            double expected = reference.Step(Study.MixedBatch(training, Seed, update, Alpha));
            Assert.That(sink.Losses[update], Is.EqualTo(expected).Within(LossTolerance * (1 + update)), $"update {update + 1}");
        }

        Assert.That(sink.Evaluations[^1].TestLoss, Is.EqualTo(reference.Evaluate(Study.All(Study.Dataset.Test)).Mean).Within(1e-4));
    }

    private static IEnumerable<TestCaseData> Alone()
    {
        Conv2dDefinition conv = new(6, new Extent(3, 3), new Extent(1, 1), Padding.Same, Activations.Identity, Bias: false, Initializer.HeNormal);
        DenseDefinition dense = new(8, Activations.Identity, Bias: true, Initializer.HeNormal);
        (string Name, LayerDefinition[] Layers)[] cases =
        [
            ("batch_norm", [conv, new BatchNormDefinition(0.1, 1e-5, null, Activations.Relu)]),
            ("ghost batch_norm", [conv, new BatchNormDefinition(0.1, 1e-5, 4, Activations.Silu)]),
            ("batch_norm of vectors", [conv, dense, new BatchNormDefinition(0.1, 1e-3, null, Activations.Tanh)]),
            ("layer_norm", [conv, new LayerNormDefinition(1e-5, Activations.Relu)]),
            ("layer_norm of vectors", [conv, dense, new LayerNormDefinition(1e-5, Activations.Gelu)]),
            ("group_norm", [conv, new GroupNormDefinition(3, 1e-5, Activations.Silu)]),
            ("group_norm of vectors", [conv, dense, new GroupNormDefinition(2, 1e-5, Activations.Relu)]),
            ("group_norm of what was flattened", [conv, new FlattenDefinition(), new GroupNormDefinition(2, 1e-5, Activations.Tanh)]),
            ("depthwise_conv2d", [conv, new DepthwiseConv2dDefinition(new Extent(3, 3), 2, new Extent(1, 1), Padding.Same, Activations.Silu, Bias: true, Initializer.HeNormal)]),
            ("grouped conv2d", [conv, new Conv2dDefinition(9, new Extent(3, 2), new Extent(2, 1), Padding.Same, Activations.Relu, Bias: true, Initializer.HeNormal, Groups: 3)]),
        ];
        return cases.Select(one => new TestCaseData(one.Layers.ToImmutableArray()).SetArgDisplayNames(one.Name));
    }

    [TestCaseSource(nameof(Alone))]
    public void Losses_follow_the_reference_through_each_layer_by_itself(ImmutableArray<LayerDefinition> layers) => AssertFollowsReference(
        new NetworkDefinition(Study.Dataset.Shape, [.. layers, new DenseDefinition(3, Activations.Identity, Bias: true, Initializer.HeNormal)]),
        TrainingStudy.Training(new SgdOptimizer { Momentum = 0.9 }, 0.02, 13, Budget.Epochs(3)));

    [TestCase(3)]
    [TestCase(5)]
    public void Running_statistics_are_resumed_with_the_rest(int stopAfter)
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(3));
        (TrialOutcome undisturbed, RecordingSink whole) = Train(Study, Study.Normalized(), training);

        using CancellationTokenSource stop = new();
        RecordingSink beforeStop = new(update =>
        {
            if (update >= stopAfter)
            {
                stop.Cancel();
            }
        });
        Train(Study, Study.Normalized(), training, beforeStop, stop: stop.Token);
        RecordingSink afterStop = new(firstOfSession: beforeStop.Checkpoints[^1].Update + 1);
        TrialOutcome resumed = Train(Study, Study.Normalized(), training, afterStop, resume: beforeStop.Checkpoints[^1]);

        AssertSame(((FinishedTrial)resumed).Weights, ((FinishedTrial)undisturbed).Weights);
        Assert.That(WithoutSeconds(afterStop.Evaluations[^1]), Is.EqualTo(WithoutSeconds(whole.Evaluations[^1])));
    }

    [Test]
    public void Losses_follow_the_reference_with_squared_errors() => AssertFollowsReference(
        Study.GlobalAverage(), TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(4), new MeanSquaredErrorLoss()));

    [Test]
    public void Losses_follow_the_reference_with_smoothed_labels() => AssertFollowsReference(
        Study.GlobalAverage(), TrainingStudy.Training(new SgdOptimizer { Momentum = 0.9 }, 0.1, 7, Budget.Updates(11), new SoftmaxCrossEntropyLoss(0.1)));

    [Test]
    public void Losses_follow_the_reference_when_the_batch_is_the_whole_set_and_the_order_is_fixed() => AssertFollowsReference(
        Study.EveryLayer(dropout: 0), TrainingStudy.Training(new AdamOptimizer(), 0.01, 64, Budget.Epochs(5)) with { Shuffle = false });

    [Test]
    public void Evaluations_measure_what_the_reference_measures()
    {
        TrainingStudy study = new(new FeatureShape(1, 5, 9), train: 1200, test: 600, validationFraction: 0.25);
        NetworkDefinition network = study.EveryLayer();
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.003, 128, Budget.Updates(3));
        (TrialOutcome outcome, RecordingSink sink) = Train(study, network, training);
        ReferenceTrainer reference = new(network, training, ((FinishedTrial)outcome).Weights);

        Evaluation evaluation = sink.Evaluations.Single();
        Assert.Multiple(() =>
        {
            Check(evaluation.TrainLoss, evaluation.TrainAccuracy, study.Dataset.Train);
            Check(evaluation.TestLoss, evaluation.TestAccuracy, study.Dataset.Test);
            Check(evaluation.ValidationLoss!.Value, evaluation.ValidationAccuracy!.Value, study.Dataset.Validation!);
        });

        void Check(double loss, double accuracy, ExampleSet part)
        {
            ReferenceLoss expected = reference.Evaluate(study.All(part));
            Assert.That(loss, Is.EqualTo(expected.Mean).Within(LossTolerance));
            Assert.That(accuracy, Is.EqualTo(expected.Correct.Count(isCorrect => isCorrect) / (double)part.Count).Within(1.5 / part.Count));
        }
    }

    [Test]
    public void A_fixed_sample_of_the_training_examples_is_measured_on_request()
    {
        TrainingDefinition training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 10, Budget.Epochs(1));

        double all = Train(Study, Study.GlobalAverage(), training).Sink.Evaluations[^1].TrainLoss;
        double sampled = Train(Study, Study.GlobalAverage(), training with { EvaluationTrainExamples = 20 }).Sink.Evaluations[^1].TrainLoss;
        double more = Train(Study, Study.GlobalAverage(), training with { EvaluationTrainExamples = 2000 }).Sink.Evaluations[^1].TrainLoss;

        Assert.That(sampled, Is.Not.EqualTo(all).And.EqualTo(all).Within(0.5));
        Assert.That(more, Is.EqualTo(all));
    }

    [Test]
    public void Two_runs_give_the_same_bits()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(3));

        (TrialOutcome first, RecordingSink firstSink) = Train(Study, Study.EveryLayer(), training);
        (TrialOutcome second, RecordingSink secondSink) = Train(Study, Study.EveryLayer(), training);

        Assert.That(secondSink.Losses, Is.EqualTo(firstSink.Losses));
        AssertSame(((FinishedTrial)second).Weights, ((FinishedTrial)first).Weights);
    }

    [Test]
    public void How_often_training_is_measured_changes_no_bit_of_it()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(3));

        (TrialOutcome each, RecordingSink eachSink) = Train(Study, Study.EveryLayer(), training);
        (TrialOutcome often, RecordingSink oftenSink) = Train(Study, Study.EveryLayer(), training with { EvaluationInterval = EvaluationInterval.Updates(3) });
        (TrialOutcome seldom, RecordingSink seldomSink) = Train(Study, Study.EveryLayer(), training with { EvaluationInterval = EvaluationInterval.Epochs(2) });

        Assert.Multiple(() =>
        {
            Assert.That(eachSink.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new long[] { 4, 8, 12 }));
            Assert.That(oftenSink.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new long[] { 3, 6, 9, 12 }));
            Assert.That(oftenSink.Evaluations.Select(evaluation => evaluation.Examples), Is.EqualTo(new long[] { 48, 82, 116, 150 }));
            Assert.That(oftenSink.Evaluations.Select(evaluation => evaluation.Epoch), Is.EqualTo(new[] { 0.75, 1.5, 2.25, 3 }));
            Assert.That(seldomSink.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new long[] { 8, 12 }));
            Assert.That(seldomSink.Checkpoints.Select(checkpoint => checkpoint.Update), Is.EqualTo(new long[] { 4, 8, 12 }));
            Assert.That(oftenSink.Losses, Is.EqualTo(eachSink.Losses));
            Assert.That(seldomSink.Losses, Is.EqualTo(eachSink.Losses));
            Assert.That(seldomSink.Evaluations.Select(WithoutSeconds), Is.EqualTo(eachSink.Evaluations.Skip(1).Select(WithoutSeconds)));
            Assert.That(WithoutSeconds(oftenSink.Evaluations[^1]), Is.EqualTo(WithoutSeconds(eachSink.Evaluations[^1])));
        });
        AssertSame(((FinishedTrial)often).Weights, ((FinishedTrial)each).Weights);
        AssertSame(((FinishedTrial)seldom).Weights, ((FinishedTrial)each).Weights);
    }

    [Test]
    public void A_training_that_time_ends_is_one_of_as_many_updates_measured_at_its_end()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Seconds(0.3));
        (TrialOutcome timed, RecordingSink timedSink) = Train(Study, Study.GlobalAverage(), training);
        Evaluation end = timedSink.Evaluations[^1];

        (TrialOutcome counted, RecordingSink countedSink) = Train(Study, Study.GlobalAverage(), training with { Budget = Budget.Updates(end.Update) });

        Assert.Multiple(() =>
        {
            Assert.That(end.TrainSeconds, Is.GreaterThanOrEqualTo(0.3));
            Assert.That(timedSink.Evaluations.SkipLast(1).Select(evaluation => evaluation.TrainSeconds), Is.All.LessThan(0.3), "it went on after its time");
            Assert.That(timedSink.Losses, Has.Count.EqualTo(end.Update));
            Assert.That(timedSink.Losses, Is.EqualTo(countedSink.Losses));
            Assert.That(timedSink.Evaluations.Select(WithoutSeconds), Is.EqualTo(countedSink.Evaluations.Select(WithoutSeconds)));
        });
        AssertSame(((FinishedTrial)timed).Weights, ((FinishedTrial)counted).Weights);
    }

    [Test]
    public void Several_budgets_are_one_training_to_the_largest_measured_where_each_ends()
    {
        // Fifty examples in batches of 16 are four updates an epoch.
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Updates(7)) with { EvaluationInterval = EvaluationInterval.Epochs(9) };
        (TrialOutcome single, RecordingSink singleSink) = Train(Study, Study.EveryLayer(), training with { Budget = Budget.Epochs(3) });

        (TrialOutcome several, RecordingSink severalSink) = Train(Study, Study.EveryLayer(), training with { OtherBudgets = [Budget.Epochs(3), Budget.Examples(20)] });

        Assert.That(severalSink.Evaluations.Select(evaluation => evaluation.Update), Is.EqualTo(new long[] { 2, 7, 12 }));
        Assert.That(WithoutSeconds(severalSink.Evaluations[^1]), Is.EqualTo(WithoutSeconds(singleSink.Evaluations[^1])));
        AssertSame(((FinishedTrial)several).Weights, ((FinishedTrial)single).Weights);
    }

    [Test]
    public void Seconds_among_several_budgets_are_measured_and_gone_beyond()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Seconds(0.05)) with
        {
            OtherBudgets = [Budget.Seconds(0.2), Budget.Updates(3)], EvaluationInterval = EvaluationInterval.Epochs(1_000_000),
        };

        (TrialOutcome outcome, RecordingSink sink) = Train(Study, Study.GlobalAverage(), training);
        (TrialOutcome counted, _) = Train(Study, Study.GlobalAverage(), training with { Budget = Budget.Updates(sink.Evaluations[^1].Update), OtherBudgets = [] });

        Assert.That(training.Budgets.Select(budget => sink.Evaluations.First(budget.IsUsedUpAt).Update).Order().Distinct(), Is.EqualTo(sink.Evaluations.Select(evaluation => evaluation.Update)));
        Assert.That(sink.Evaluations.Select(evaluation => evaluation.Update), Does.Contain(3L));
        Assert.That(sink.Evaluations.SkipLast(1).Select(evaluation => evaluation.TrainSeconds), Is.All.LessThan(0.2));
        AssertSame(((FinishedTrial)outcome).Weights, ((FinishedTrial)counted).Weights);
    }

    [Test]
    public void A_training_stopped_and_resumed_goes_on_with_the_seconds_that_it_had_used()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Seconds(0.3));
        using CancellationTokenSource stop = new();
        RecordingSink beforeStop = new(_ => stop.Cancel());
        TrialOutcome interrupted = Train(Study, Study.GlobalAverage(), training, beforeStop, stop: stop.Token);
        TrialCheckpoint state = beforeStop.Checkpoints[^1];

        RecordingSink afterStop = new(firstOfSession: state.Update + 1);
        TrialOutcome resumed = Train(Study, Study.GlobalAverage(), training, afterStop, resume: state with { TrainSeconds = 0.25 });

        Assert.That((interrupted, resumed), Is.InstanceOf<(TrialOutcome, TrialOutcome)>().And.Matches<(TrialOutcome, TrialOutcome)>(pair => pair is (InterruptedTrial, FinishedTrial)));
        Assert.That(afterStop.Evaluations[^1].TrainSeconds, Is.GreaterThanOrEqualTo(0.3));
        Assert.That(afterStop.Evaluations.SkipLast(1).Select(evaluation => evaluation.TrainSeconds), Is.All.InRange(0.25, 0.3));
    }

    [TestCase(1, 0)]
    [TestCase(5, 0)]
    [TestCase(8, 0)]
    [TestCase(1, 3)]
    [TestCase(3, 3)]
    [TestCase(5, 3)]
    [TestCase(6, 2)]
    public void A_training_stopped_and_resumed_ends_with_the_bits_of_one_never_stopped(int stopAfter, int evaluationUpdates)
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(3)) with
        {
            EvaluationInterval = evaluationUpdates == 0 ? EvaluationInterval.Epochs(1) : EvaluationInterval.Updates(evaluationUpdates),
        };
        (TrialOutcome undisturbed, RecordingSink undisturbedSink) = Train(Study, Study.EveryLayer(), training);

        using CancellationTokenSource stop = new();
        RecordingSink beforeStop = new(update =>
        {
            if (update >= stopAfter)
            {
                stop.Cancel();
            }
        });
        TrialOutcome interrupted = Train(Study, Study.EveryLayer(), training, beforeStop, stop: stop.Token);
        RecordingSink afterStop = new(firstOfSession: beforeStop.Checkpoints[^1].Update + 1);
        TrialOutcome resumed = Train(Study, Study.EveryLayer(), training, afterStop, resume: beforeStop.Checkpoints[^1]);

        Assert.Multiple(() =>
        {
            Assert.That(interrupted, Is.InstanceOf<InterruptedTrial>());
            Assert.That(afterStop.Initial, Is.Empty);
            Assert.That(
                beforeStop.Evaluations.Concat(afterStop.Evaluations).Select(WithoutSeconds), Is.EqualTo(undisturbedSink.Evaluations.Select(WithoutSeconds)));
        });
        AssertSame(((FinishedTrial)resumed).Weights, ((FinishedTrial)undisturbed).Weights);
    }

    [Test]
    public void A_loss_that_is_not_finite_ends_the_trial_at_its_update()
    {
        TrainingDefinition training = TrainingStudy.Training(new SgdOptimizer(), 1e30, 16, Budget.Epochs(5));

        (TrialOutcome outcome, RecordingSink sink) = Train(Study, Study.EveryLayer(), training);

        Assert.That(outcome, Is.InstanceOf<DivergedTrial>());
        Assert.That(((DivergedTrial)outcome).Update, Is.EqualTo(sink.Losses.Count));
        Assert.That(sink.Losses[..^1], Is.All.Matches<float>(float.IsFinite));
        Assert.That(float.IsFinite(sink.Losses[^1]), Is.False);
    }

    [Test]
    public void A_learning_rate_of_zero_changes_nothing()
    {
        TrainingDefinition training = TrainingStudy.Training(new SgdOptimizer { Momentum = 0.9 }, 0, 16, Budget.Epochs(1));

        (TrialOutcome outcome, RecordingSink sink) = Train(Study, Study.EveryLayer(), training);

        AssertSame(((FinishedTrial)outcome).Weights, sink.Initial);
    }

    [Test]
    public void A_last_layer_of_zeros_takes_all_classes_for_equally_likely()
    {
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Updates(1));

        (_, RecordingSink sink) = Train(Study, Study.EveryLayer(dropout: 0, Initializer.Zeros), training);

        Assert.That(sink.Losses[0], Is.EqualTo(Math.Log(3)).Within(1e-6));
    }

    [Test]
    public void One_batch_is_learned_by_heart()
    {
        TrainingStudy study = new(new FeatureShape(3, 7, 6), train: 8, test: 8);
        TrainingDefinition training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 8, Budget.Updates(300));

        (_, RecordingSink sink) = Train(study, study.GlobalAverage(), training);

        Assert.That(sink.Losses[^1], Is.LessThan(1e-2));
    }

    [Test]
    public void A_lost_device_fails_its_trial_and_the_next_one_trains_to_the_same_bits()
    {
        TrialRequest request = new()
        {
            Name = "test", Network = Study.GlobalAverage(), Training = TrainingStudy.Training(new AdamOptimizer(), 0.01, 16, Budget.Epochs(2)), Seed = Seed,
        };
        ImmutableArray<NamedTensor> undisturbed = ((FinishedTrial)Train(Study, request.Network, request.Training).Outcome).Weights;
        Queue<FaultyVulkan> vulkans = new([new FaultyVulkan(), new FaultyVulkan()]);
        FaultyVulkan first = vulkans.Peek();
        using TrialTrainer trainer = new(
            TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LoadVulkan = () => vulkans.Dequeue().Load() }), Study.Dataset, []);

        first.Fault = FaultyVulkan.On("vkQueueSubmit", 3, Result.ErrorDeviceLost);
        Assert.That(ErrorOf(TrialList.Train(trainer, request, new RecordingSink())), Is.InstanceOf<DeviceLostException>());
        TrialOutcome next = TrialList.Train(trainer, request, new RecordingSink());

        AssertSame(((FinishedTrial)next).Weights, undisturbed);
        Assert.That(first.LiveHandles, Is.Empty);
    }

    [Test]
    public void What_the_validation_layer_said_outlives_a_lost_device()
    {
        Queue<FaultyVulkan> vulkans = new([new FaultyVulkan(), new FaultyVulkan()]);
        FaultyVulkan first = vulkans.Peek();
        TrainerDevice trainerDevice = TrainerDevice.Open(
            new GpuDeviceOptions { Device = device, IsValidated = true, Cache = CacheFolder.Default, LoadVulkan = () => vulkans.Dequeue().Load() });
        using TrialTrainer trainer = new(trainerDevice, Study.Dataset, []);
        TrialRequest request = new()
        {
            Name = "test", Network = Study.GlobalAverage(), Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 16, Budget.Epochs(1)), Seed = Seed,
        };

        trainerDevice.Gpu.Validation!.Add(new ValidationMessage(IsError: true, "A-RULE", "broken before"));
        first.Fault = FaultyVulkan.On("vkQueueSubmit", 3, Result.ErrorDeviceLost);
        TrialList.Train(trainer, request, new RecordingSink());
        TrialList.Train(trainer, request, new RecordingSink());

        Assert.That(vulkans, Is.Empty, "the device was not opened again");
        Assert.That(trainer.ValidationMessages, Is.EqualTo(new[] { "error A-RULE: broken before" }));
    }

    [Test]
    public void A_trial_that_does_not_fit_fails_and_the_next_one_trains()
    {
        FaultyVulkan vulkan = new();
        using TrialTrainer trainer = new(TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LoadVulkan = vulkan.Load }), Study.Dataset, []);
        TrialRequest request = new()
        {
            Name = "test", Network = Study.GlobalAverage(), Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 16, Budget.Epochs(1)), Seed = Seed,
        };

        vulkan.Fault = FaultyVulkan.On("vkAllocateMemory", 1, Result.ErrorOutOfDeviceMemory);

        Assert.That(ErrorOf(TrialList.Train(trainer, request, new RecordingSink())), Is.InstanceOf<OutOfDeviceMemoryException>());
        Assert.That(TrialList.Train(trainer, request, new RecordingSink()), Is.InstanceOf<FinishedTrial>());
    }

    [Test]
    public void A_batch_over_the_devices_largest_binding_fails_with_a_sentence()
    {
        using TrialTrainer trainer = new(
            TrainerDevice.Open(new GpuDeviceOptions { Device = device, Cache = CacheFolder.Default, LimitOverrides = new DeviceLimitOverrides { MaxStorageBufferRange = 1 << 14 } }),
            Study.Dataset,
            []);
        TrialRequest request = new()
        {
            Name = "batch_size=48", Network = Study.GlobalAverage(), Training = TrainingStudy.Training(new SgdOptimizer(), 0.01, 48, Budget.Epochs(1)), Seed = Seed,
        };

        Assert.That(
            ErrorOf(TrialList.Train(trainer, request, new RecordingSink())),
            Is.InstanceOf<SweepException>().With.Message.Contains("batch_size=48").And.Message.Contains("smaller batch_size"));
    }

    private void AssertFollowsReference(NetworkDefinition network, TrainingDefinition training)
    {
        (_, RecordingSink sink) = Train(Study, network, training);
        AssertFollowsReference(network, training, sink);
    }

    private static ReferenceTrainer AssertFollowsReference(NetworkDefinition network, TrainingDefinition training, RecordingSink sink)
    {
        ReferenceTrainer reference = new(network, training, sink.Initial, Seed);

        Assert.That(sink.Losses, Has.Count.GreaterThanOrEqualTo(5));
        for (int update = 0; update < sink.Losses.Count; update++)
        {
            double expected = reference.Step(Study.Batch(training, Seed, update));
            Assert.That(sink.Losses[update], Is.EqualTo(expected).Within(LossTolerance * (1 + update)), $"update {update + 1}");
        }

        return reference;
    }

    private (TrialOutcome Outcome, RecordingSink Sink) Train(TrainingStudy study, NetworkDefinition network, TrainingDefinition training)
    {
        RecordingSink sink = new();
        return (Train(study, network, training, sink), sink);
    }

    private TrialOutcome Train(
        TrainingStudy study, NetworkDefinition network, TrainingDefinition training, RecordingSink sink, TrialCheckpoint? resume = null, CancellationToken stop = default,
        ImmutableArray<Augmentation>? augmentations = null)
    {
        TrainerDevice trainerDevice = TrainerDevice.Open(new GpuDeviceOptions { Device = device, IsValidated = true, Cache = CacheFolder.Default });
        using TrialTrainer trainer = new(trainerDevice, study.Dataset, augmentations ?? []);
        TrialRequest request = new() { Name = "test", Network = network, Training = training, Seed = Seed, Resume = resume, LogUpdates = true };

        TrialOutcome outcome = TrialList.Train(trainer, request, sink, stop);

        Assert.That(trainerDevice.Gpu.ValidationMessages, Is.Empty);
        return outcome;
    }

    private static Exception ErrorOf(TrialOutcome outcome) => ((FailedTrial)outcome).Error;

    private static Evaluation WithoutSeconds(Evaluation evaluation) => evaluation with { TrainSeconds = 0, EvaluationSeconds = 0 };

    private static void AssertSame(ImmutableArray<NamedTensor> actual, ImmutableArray<NamedTensor> expected)
    {
        Assert.That(actual.Select(tensor => tensor.Name), Is.EqualTo(expected.Select(tensor => tensor.Name)));
        foreach ((NamedTensor a, NamedTensor e) in actual.Zip(expected))
        {
            Assert.That(a.Values.AsSpan().SequenceEqual(e.Values), Is.True, a.Name);
        }
    }
}
