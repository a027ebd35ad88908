using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Sweeps;

[TestFixture]
public sealed class TrialIdTests
{
    private static readonly Activation Relu = new("relu", ActivationSource.Output);
    private static readonly Extent Three = new(3, 3);
    private static readonly DatasetDefinition Glyphs = new() { Source = new GlyphsSource() };
    private static readonly SweepPoint Point = new FakeExperiment().Points(new StudyContext(64)).First();

    // An identity that changes makes every stored result of every user a stranger: raise DefinitionJson.Format when this must change.
    [Test]
    public void The_identity_of_a_trial_is_the_same_in_every_version() => Assert.That(Id(), Is.EqualTo("0dc8459f8c5d578f"));

    [Test]
    public void Whatever_a_result_follows_from_changes_the_identity()
    {
        NetworkDefinition Network(params LayerDefinition[] layers) => new(new FeatureShape(1, 4, 4), [.. layers]);
        TrainingDefinition training = Point.Training;
        Conv2dDefinition conv = new(8, Three, new Extent(1, 1), Padding.Same, Relu, Bias: true, Initializer.HeNormal);
        string[] ids =
        [
            Id(),
            Id(seed: 1),
            Id(data: "other"),
            Id(initialWeights: "hash"),
            Id(Glyphs with { Source = new CifarSource(10) }),
            Id(Glyphs with { Source = new CifarSource(100) }),
            Id(Glyphs with { Source = new MnistSource(false) }),
            Id(Glyphs with { Source = new MnistSource(true) }),
            Id(Glyphs with { Source = new ImageFolderSource("a", 8, 8, 3, 2, false) }),
            Id(Glyphs with { Source = new ImageFolderSource("a", 8, 8, 3, 2, true) }),
            Id(Glyphs with { TrainExamples = 10 }),
            Id(Glyphs with { TestExamples = 10 }),
            Id(Glyphs with { ValidationFraction = 0.1 }),
            Id(Glyphs with { Normalization = Normalization.Unit }),
            Id(Glyphs with { Augmentations = [new HorizontalFlip(0.5)] }),
            Id(Glyphs with { Augmentations = [new RandomCrop(4)] }),
            Id(Glyphs with { Augmentations = [new Cutout(4)] }),
            Id(Glyphs with { Augmentations = [new Mixup(4)] }),
            Id(Glyphs with { Augmentations = [new Mixup(0.2)] }),
            Id(Glyphs with { Augmentations = [new RandomCrop(4), new HorizontalFlip(0.5)] }),
            Id(point: Point with { Parameters = new ParameterSet([KeyValuePair.Create("size", (ParameterValue)8L)]) }),
            Id(point: Point with { Parameters = new ParameterSet([KeyValuePair.Create("batch_size", (ParameterValue)8.0)]) }),
            Id(point: Point with { Training = training with { Loss = new MeanSquaredErrorLoss() } }),
            Id(point: Point with { Training = training with { Loss = new SoftmaxCrossEntropyLoss(0.1) } }),
            Id(point: Point with { Training = training with { LearningRate = 0.2 } }),
            Id(point: Point with { Training = training with { BatchSize = 9 } }),
            Id(point: Point with { Training = training with { Budget = Budget.Epochs(4) } }),
            Id(point: Point with { Training = training with { Budget = Budget.Updates(3) } }),
            Id(point: Point with { Training = training with { Budget = Budget.Examples(3) } }),
            Id(point: Point with { Training = training with { Budget = Budget.Seconds(3) } }),
            Id(point: Point with { Training = training with { Budget = Budget.Seconds(3.5) } }),
            Id(point: Point with { Training = training with { OtherBudgets = [Budget.Updates(3)] } }),
            Id(point: Point with { Training = training with { OtherBudgets = [Budget.Updates(3), Budget.Seconds(3)] } }),
            .. new LearningRateSchedule[]
            {
                new StepSchedule(ScheduleLength.Epochs(1), 0.5), new StepSchedule(ScheduleLength.Updates(1), 0.5), new StepSchedule(ScheduleLength.Epochs(1), 0.25),
                new ExponentialSchedule(ScheduleLength.Epochs(1), 0.5), new CosineSchedule(0), new CosineSchedule(0.1), new CosineSchedule(0) { Length = ScheduleLength.Epochs(1) },
                new LinearSchedule(1, 0), new LinearSchedule(0.5, 0), new LinearSchedule(1, 0.5), new PolynomialSchedule(1, 0), new PolynomialSchedule(2, 0), new PolynomialSchedule(1, 0.5),
                new OneCycleSchedule(0.3, 0.04, 0, Anneal.Cosine), new OneCycleSchedule(0.3, 0.04, 0, Anneal.Linear), new OneCycleSchedule(0.4, 0.04, 0, Anneal.Cosine),
                new OneCycleSchedule(0.3, 0.05, 0, Anneal.Cosine), new OneCycleSchedule(0.3, 0.04, 0.1, Anneal.Cosine),
            }.Select(schedule => Id(point: Point with { Training = training with { Schedule = schedule } })),
            Id(point: Point with { Training = training with { Warmup = ScheduleLength.Epochs(1) } }),
            Id(point: Point with { Training = training with { Warmup = ScheduleLength.Updates(1) } }),
            Id(point: Point with { Training = training with { MicroBatch = 1 } }),
            Id(point: Point with { Training = training with { ClipGradientNorm = 1 } }),
            Id(point: Point with { Training = training with { ClipGradientValue = 1 } }),
            Id(point: Point with { Training = training with { WeightAverage = 0.9 } }),
            Id(point: Point with { Training = training with { Shuffle = false } }),
            Id(point: Point with { Training = training with { LastBatch = LastBatch.Drop } }),
            Id(point: Point with { Training = training with { EvaluationTrainExamples = 5 } }),
            Id(point: Point with { Training = training with { EvaluationInterval = EvaluationInterval.Epochs(2) } }),
            Id(point: Point with { Training = training with { EvaluationInterval = EvaluationInterval.Updates(2) } }),
            Id(point: Point with { Training = training with { EvaluationInterval = EvaluationInterval.Examples(2) } }),
            Id(point: Point with { Training = training with { Precision = Precision.Mixed } }),
            Id(point: Point with { Network = Network(conv) }),
            Id(point: Point with { Network = Network(conv with { Stride = new Extent(2, 1) }) }),
            Id(point: Point with { Network = Network(conv with { Padding = Padding.Explicit(1) }) }),
            Id(point: Point with { Network = Network(conv with { Padding = Padding.Valid }) }),
            Id(point: Point with { Network = Network(conv with { Bias = false }) }),
            Id(point: Point with { Network = Network(conv with { Initializer = Initializer.Zeros }) }),
            Id(point: Point with { Network = Network(conv with { Groups = 2 }) }),
            Id(point: Point with { Network = Network(new DepthwiseConv2dDefinition(Three, 1, new Extent(1, 1), Padding.Same, Relu, Bias: true, Initializer.HeNormal)) }),
            Id(point: Point with { Network = Network(new DepthwiseConv2dDefinition(Three, 2, new Extent(1, 1), Padding.Same, Relu, Bias: true, Initializer.HeNormal)) }),
            Id(point: Point with { Network = Network(new DepthwiseConv2dDefinition(Three, 1, new Extent(2, 1), Padding.Same, Relu, Bias: true, Initializer.HeNormal)) }),
            Id(point: Point with { Network = Network(new MaxPool2dDefinition(Three, Three, Padding.Valid)) }),
            Id(point: Point with { Network = Network(new AvgPool2dDefinition(Three, Three, Padding.Valid)) }),
            Id(point: Point with { Network = Network(new GlobalAvgPool2dDefinition()) }),
            Id(point: Point with { Network = Network(new FlattenDefinition()) }),
            Id(point: Point with { Network = Network(new DropoutDefinition(0.1)) }),
            Id(point: Point with { Network = Network(new ActivationDefinition(Relu)) }),
            Id(point: Point with { Network = Network(new BatchNormDefinition(0.1, 1e-5, null, Relu)) }),
            Id(point: Point with { Network = Network(new BatchNormDefinition(0.2, 1e-5, null, Relu)) }),
            Id(point: Point with { Network = Network(new BatchNormDefinition(0.1, 1e-4, null, Relu)) }),
            Id(point: Point with { Network = Network(new BatchNormDefinition(0.1, 1e-5, 32, Relu)) }),
            Id(point: Point with { Network = Network(new LayerNormDefinition(1e-5, Relu)) }),
            Id(point: Point with { Network = Network(new LayerNormDefinition(1e-4, Relu)) }),
            Id(point: Point with { Network = Network(new GroupNormDefinition(1, 1e-5, Relu)) }),
            Id(point: Point with { Network = Network(new GroupNormDefinition(2, 1e-5, Relu)) }),
            Id(point: Point with { Network = Network(new GroupNormDefinition(1, 1e-4, Relu)) }),
            Id(point: Point with { Network = Network(new ResidualDefinition([conv], [], Relu)) }),
            Id(point: Point with { Network = Network(new ResidualDefinition([conv], [conv], Relu)) }),
            Id(point: Point with { Network = Network(new ResidualDefinition([conv, conv], [], Relu)) }),
            Id(point: Point with { Network = Network(new ResidualDefinition([conv], [], new Activation("identity", ActivationSource.Output))) }),
            Id(point: Point with { Network = Network(new ConcatDefinition([[conv], [conv]])) }),
            Id(point: Point with { Network = Network(new ConcatDefinition([[conv, conv], []])) }),
            Id(point: Point with { Network = Network(new ConcatDefinition([[], [conv, conv]])) }),
            Id(point: Point with { Network = Network() }),
        ];

        Assert.That(ids, Is.Unique);
        Assert.That(ids, Is.All.Match("^[0-9a-f]{16}$"));
    }

    [Test]
    public void What_changes_no_bit_changes_no_identity()
    {
        TrainingDefinition training = Point.Training;

        Assert.That(Id(point: Point with { Training = training with { Warmup = ScheduleLength.Epochs(0) } }), Is.EqualTo(Id()));
        Assert.That(Id(point: Point with { Training = training with { MicroBatch = training.BatchSize } }), Is.EqualTo(Id()));
    }

    private static string Id(DatasetDefinition? dataset = null, string data = "data", SweepPoint? point = null, int seed = 0, string? initialWeights = null) =>
        TrialId.Of(dataset ?? Glyphs, data, point ?? Point, seed, initialWeights);
}
