using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Whole trainings on every device against the double-precision reference, update by update.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class ReferenceTrainingTests(string device) : TrainerFixture(device)
{
    // A loss is a mean over the batch of values of order 1, after a dozen layers of float32 products: 1e-5 is 100 roundings.
    private const double LossTolerance = 1e-5;

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
}
