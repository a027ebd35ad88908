using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.EndToEnd.Tests.PyTorch;

/// <summary>The reference and PyTorch, both in double precision, train alike: so both say what is right in the same words.</summary>
public sealed class ReferenceTrajectoryTests
{
    private const double Tolerance = 1e-9;

    private static readonly NetworkDefinition Pools = new(
        new FeatureShape(2, 9, 8),
        [
            new Conv2dDefinition(3, new Extent(3, 2), new Extent(1, 1), Padding.Same, Word("relu"), true, Initializer.HeNormal),
            new MaxPool2dDefinition(new Extent(3, 2), new Extent(2, 2), Padding.Same),
            new Conv2dDefinition(4, new Extent(2, 3), new Extent(2, 1), Padding.Explicit(1), Word("leaky_relu"), false, Initializer.HeNormal),
            new AvgPool2dDefinition(new Extent(2, 3), new Extent(1, 2), Padding.Same),
            new DenseDefinition(6, Word("tanh"), true, Initializer.HeNormal),
            new DenseDefinition(4, Word("identity"), true, Initializer.HeNormal),
        ]);

    private static readonly NetworkDefinition GloballyPooled = new(
        new FeatureShape(1, 6, 7),
        [
            new Conv2dDefinition(4, new Extent(3, 3), new Extent(2, 1), Padding.Valid, Word("gelu"), true, Initializer.HeNormal),
            new Conv2dDefinition(5, new Extent(1, 1), new Extent(1, 1), Padding.Valid, Word("silu"), true, Initializer.HeNormal),
            new GlobalAvgPool2dDefinition(),
            new DenseDefinition(3, Word("identity"), false, Initializer.HeNormal),
        ]);

    private static readonly NetworkDefinition Dense = new(
        new FeatureShape(3, 2, 2),
        [
            new FlattenDefinition(),
            new DenseDefinition(8, Word("sigmoid"), true, Initializer.HeNormal),
            new ActivationDefinition(Word("gelu")),
            new DenseDefinition(5, Word("identity"), true, Initializer.HeNormal),
        ]);

    private static readonly NetworkDefinition Blocks = new(
        new FeatureShape(2, 5, 6),
        [
            new ResidualDefinition(
                [
                    new Conv2dDefinition(3, new Extent(3, 3), new Extent(2, 2), Padding.Same, Word("tanh"), true, Initializer.HeNormal),
                    new ConcatDefinition([[], [new Conv2dDefinition(2, new Extent(1, 1), new Extent(1, 1), Padding.Valid, Word("gelu"), false, Initializer.HeNormal)]]),
                ],
                [new Conv2dDefinition(5, new Extent(1, 1), new Extent(2, 2), Padding.Valid, Word("identity"), true, Initializer.HeNormal)],
                Word("silu")),
            new ConcatDefinition([[new FlattenDefinition()], [new ActivationDefinition(Word("tanh")), new FlattenDefinition()]]),
            new DenseDefinition(4, Word("identity"), true, Initializer.HeNormal),
        ]);

    private static readonly NetworkDefinition BatchNorms = new(
        new FeatureShape(2, 5, 6),
        [
            new Conv2dDefinition(4, new Extent(3, 3), new Extent(1, 1), Padding.Same, Word("identity"), false, Initializer.HeNormal),
            new BatchNormDefinition(0.1, 1e-5, null, Word("relu")),
            new ResidualDefinition(
                [new Conv2dDefinition(4, new Extent(3, 3), new Extent(1, 1), Padding.Same, Word("identity"), true, Initializer.HeNormal), new BatchNormDefinition(0.2, 1e-3, 2, Word("identity"))],
                [],
                Word("silu")),
            new FlattenDefinition(),
            new BatchNormDefinition(0.1, 1e-2, null, Word("tanh")),
            new DenseDefinition(6, Word("identity"), true, Initializer.HeNormal),
            new BatchNormDefinition(0.1, 1e-5, 5, Word("identity")),
            new DenseDefinition(4, Word("identity"), true, Initializer.HeNormal),
        ]);

    private static readonly NetworkDefinition NormsByExample = new(
        new FeatureShape(2, 4, 3),
        [
            new LayerNormDefinition(1e-5, Word("identity")),
            new Conv2dDefinition(6, new Extent(3, 3), new Extent(1, 1), Padding.Same, Word("identity"), false, Initializer.HeNormal),
            new GroupNormDefinition(2, 1e-5, Word("relu")),
            new GroupNormDefinition(6, 1e-3, Word("tanh")),
            new FlattenDefinition(),
            new GroupNormDefinition(3, 1e-3, Word("identity")),
            new LayerNormDefinition(1e-5, Word("identity")),
            new DenseDefinition(6, Word("identity"), true, Initializer.HeNormal),
            new GroupNormDefinition(2, 1e-2, Word("identity")),
            new LayerNormDefinition(1e-2, Word("silu")),
            new DenseDefinition(4, Word("identity"), true, Initializer.HeNormal),
        ]);

    private static readonly NetworkDefinition Grouped = new(
        new FeatureShape(2, 6, 5),
        [
            new DepthwiseConv2dDefinition(new Extent(3, 2), 3, new Extent(1, 1), Padding.Same, Word("relu"), true, Initializer.HeNormal),
            new Conv2dDefinition(8, new Extent(2, 2), new Extent(2, 1), Padding.Explicit(1), Word("silu"), false, Initializer.HeNormal, Groups: 2),
            new DepthwiseConv2dDefinition(new Extent(2, 3), 1, new Extent(1, 1), Padding.Valid, Word("tanh"), true, Initializer.HeNormal),
            new DenseDefinition(4, Word("identity"), true, Initializer.HeNormal),
        ]);

    private static readonly Dictionary<string, TrajectoryDescription> Descriptions = new()
    {
        ["sgd"] = Describe(Dense, new ReferenceSgd(), 0.1),
        ["sgd-momentum"] = Describe(Pools, new ReferenceSgd(0.9), 0.05),
        ["sgd-nesterov-decay"] = Describe(GloballyPooled, new ReferenceSgd(0.8, Nesterov: true, WeightDecay: 0.01), 0.05),
        ["adam"] = Describe(Pools, new ReferenceAdam(0.9, 0.999, 1e-8, 0, IsDecoupled: false), 0.003),
        ["adam-decay"] = Describe(Dense, new ReferenceAdam(0.8, 0.95, 1e-4, 0.1, IsDecoupled: false), 0.01),
        ["adamw"] = Describe(GloballyPooled, new ReferenceAdam(0.9, 0.999, 1e-8, 0.05, IsDecoupled: true), 0.01),
        ["label-smoothing"] = Describe(Dense, new ReferenceSgd(0.9), 0.05) with { Loss = new SoftmaxCrossEntropyLoss(0.1) },
        ["blocks"] = Describe(Blocks, new ReferenceSgd(0.9), 0.02),
        // Virtual batches of three examples at least: two that are alike would divide by next to nothing, and rounding would grow beyond all bounds.
        ["batch-norm"] = Describe(BatchNorms, new ReferenceSgd(0.9, WeightDecay: 0.01), 0.02) with { BatchSize = 13 },
        ["norms-by-example"] = Describe(NormsByExample, new ReferenceAdam(0.9, 0.999, 1e-8, 0, IsDecoupled: false), 0.003),
        ["grouped"] = Describe(Grouped, new ReferenceSgd(0.9), 0.05),
        ["squared-error"] = Describe(Pools, new ReferenceSgd(0.9), 0.05) with { Loss = new MeanSquaredErrorLoss() },
        ["rmsprop"] = Describe(Pools, new ReferenceRmsprop(0.9, 1e-8, 0, 0), 0.002),
        ["rmsprop-momentum-decay"] = Describe(Dense, new ReferenceRmsprop(0.95, 1e-4, 0.7, 0.1), 0.002),
        ["adagrad"] = Describe(Pools, new ReferenceAdagrad(1e-10, 0, 0, 0), 0.02),
        ["adagrad-decays"] = Describe(Dense, new ReferenceAdagrad(1e-6, 0.05, 0.1, 0.05), 0.1),
        ["lion"] = Describe(GloballyPooled, new ReferenceLion(0.9, 0.99, 0.1), 0.002),
        ["lars"] = Describe(Pools, new ReferenceLars(0.9, 0.01, 0.02, 1e-8), 1),
        ["lamb"] = Describe(Pools, new ReferenceLamb(0.9, 0.999, 1e-6, 0.01), 0.01),
        ["clipped-norm"] = Describe(Pools, new ReferenceSgd(0.9), 0.05) with { ClipGradientNorm = 0.5 },
        ["clipped-value"] = Describe(Pools, new ReferenceSgd(0.9), 0.05) with { ClipGradientValue = 0.05 },
        ["micro-batches"] = Describe(Dense, new ReferenceSgd(0.9), 0.05) with { MicroBatch = 2 },
        ["step"] = Scheduled(new StepSchedule(ScheduleLength.Updates(7), 0.5)),
        ["exponential"] = Scheduled(new ExponentialSchedule(ScheduleLength.Updates(5), 0.5)),
        ["cosine"] = Scheduled(new CosineSchedule(0.1)),
        ["linear"] = Scheduled(new LinearSchedule(1, 0)),
        ["linear-rise-and-hold"] = Scheduled(new LinearSchedule(0.2, 0.9) { Length = ScheduleLength.Updates(11) }),
        ["polynomial"] = Scheduled(new PolynomialSchedule(2, 0)),
        ["one-cycle"] = Scheduled(new OneCycleSchedule(0.3, 0.04, 0.000004, Anneal.Cosine)),
        ["one-cycle-linear"] = Scheduled(new OneCycleSchedule(0.45, 0.1, 0.01, Anneal.Linear)),
        ["warm-up"] = Scheduled(new ConstantSchedule()) with { Warmup = 9 },
        ["warm-up-and-cosine"] = Scheduled(new CosineSchedule(0)) with { Warmup = 6 },
        ["warm-up-and-steps"] = Scheduled(new StepSchedule(ScheduleLength.Updates(8), 0.3)) with { Warmup = 5 },
    };

    private Dictionary<string, Trajectory> _trajectories = [];
    private string _folder = "";

    private static IEnumerable<string> Names => Descriptions.Keys;

    [OneTimeSetUp]
    public void TrainAllInPyTorch()
    {
        PyTorchProgram.Require();
        _folder = Directory.CreateTempSubdirectory("sweepdsl-trajectory-").FullName;
        _trajectories = PyTorchProgram.Trajectories(Descriptions.Select(pair => pair.Value.Write(_folder, pair.Key, Initial(pair.Value))));
    }

    [OneTimeTearDown]
    public void DeleteFiles()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Losses_are_the_same_at_every_update(string name)
    {
        TrajectoryDescription description = Descriptions[name];
        ReferenceTrainer trainer = new(Drawn(description), description.Loss, description.Optimizer, description.Rates().Of)
        {
            ClipNorm = description.ClipGradientNorm, ClipValue = description.ClipGradientValue,
        };

        double[] losses = [.. Enumerable.Range(0, description.Updates).Select(update => trainer.Step(description.Batch(update)))];

        double[] expected = _trajectories[$"{name}.json"].BatchLosses;
        Comparison.Of(losses, expected, [.. expected.Select(loss => Tolerance * loss)]).AssertWithin(name);
        Assert.That(losses[^1], Is.Not.EqualTo(losses[0]).Within(1e-3), "Nothing was learnt, so nothing was compared");
    }

    [Test]
    public void Running_statistics_are_those_that_PyTorch_evaluates_by()
    {
        TrajectoryDescription description = Descriptions["batch-norm"];
        ReferenceTrainer trainer = new(Drawn(description), description.Loss, description.Optimizer, description.LearningRate);
        for (int update = 0; update < description.Updates; update++)
        {
            trainer.Step(description.Batch(update));
        }

        double loss = trainer.Evaluate((description with { BatchSize = description.Labels.Length }).Batch(0)).Mean;

        double expected = _trajectories["batch-norm.json"].EvaluationLoss;
        Assert.That(loss, Is.EqualTo(expected).Within(Tolerance * expected));
    }

    private static Activation Word(string name) => new(name, ActivationSource.Output);

    private static TrajectoryDescription Scheduled(LearningRateSchedule schedule) => Describe(Dense, new ReferenceSgd(0.9), 0.1) with { Schedule = schedule };

    private static TrajectoryDescription Describe(NetworkDefinition network, ReferenceOptimizer optimizer, double learningRate)
    {
        Random random = new(network.Layers.Length);
        byte[] images = new byte[26 * network.Input.Elements];
        random.NextBytes(images);
        int classes = ((DenseDefinition)network.Layers[^1]).Units;
        return new TrajectoryDescription
        {
            Network = network,
            Loss = new SoftmaxCrossEntropyLoss(0),
            Optimizer = optimizer,
            LearningRate = learningRate,
            BatchSize = 5,
            Updates = 40,
            Images = images,
            Labels = [.. Enumerable.Range(0, 26).Select(_ => random.Next(classes))],
            Mean = [.. Enumerable.Range(0, network.Input.Channels).Select(c => 120.0 + c)],
            Deviation = [.. Enumerable.Range(0, network.Input.Channels).Select(c => 70.0 - c)],
        };
    }

    private static ReferenceNetwork Drawn(TrajectoryDescription description)
    {
        ReferenceNetwork network = new(description.Network);
        network.Draw(seed: 17);
        return network;
    }

    private static NamedTensor[] Initial(TrajectoryDescription description) =>
    [
        .. Tensors(Drawn(description)).Select(parameter =>
            new NamedTensor(parameter.Name, parameter.FileShape, [.. parameter.InFileOrder(parameter.Values).Select(value => (float)value)])),
    ];

    private static IEnumerable<ReferenceParameter> Tensors(ReferenceNetwork network) => network.Parameters.Concat(network.RunningStatistics);
}
