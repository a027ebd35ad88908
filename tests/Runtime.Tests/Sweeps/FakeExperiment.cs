using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>A sweep over batch sizes with a small dense network.</summary>
internal sealed class FakeExperiment : Experiment
{
    public ImmutableArray<int> BatchSizes { get; init; } = [8, 16, 32];

    public ImmutableArray<int> Seeds { get; init; } = [0, 1];

    public double LearningRate { get; init; } = 0.1;

    public Budget Budget { get; init; } = Budget.Epochs(3);

    public ImmutableArray<Budget> OtherBudgets { get; init; } = [];

    /// <summary>The schedule of a batch size.</summary>
    public Func<int, LearningRateSchedule> Schedule { get; init; } = static _ => new ConstantSchedule();

    public OptimizerDefinition Optimizer { get; init; } = new FakeOptimizer();

    public FeatureShape Input { get; init; } = new(1, 4, 4);

    public ImmutableArray<LayerDefinition> Layers { get; init; } =
        [new DenseDefinition(10, new Activation("identity", ActivationSource.Output), Bias: true, Initializer.HeNormal)];

    public string? InitFrom { get; init; }

    public MetricDefinition Metric { get; init; } = new("test_accuracy", MetricGoal.Maximize);

    public GoalDefinition? Goal { get; init; }

    public override string Name { get; } = "batch-size";

    public override string? Description => "What is the best batch size?";

    public override DatasetDefinition Dataset => DataOf;

    public DatasetDefinition DataOf { get; init; } = new() { Source = new GlyphsSource() };

    public EarlyTermination? EarlyTermination { get; init; }

    public override SweepDefinition Sweep => new(SearchMethod.Grid, Metric, Seeds) { EarlyTermination = EarlyTermination, Goal = Goal };

    public override IReadOnlyList<Dimension> Dimensions => [new("batch_size", new ListedDistribution(BatchSizes.Length))];

    public override SweepPoint PointAt(ReadOnlySpan<double> drawn, StudyContext context) => Point(BatchSizes[(int)drawn[0]]);

    private SweepPoint Point(int batchSize) => new(
        new ParameterSet([KeyValuePair.Create("batch_size", (ParameterValue)(long)batchSize)]),
        new NetworkDefinition(Input, Layers),
        new TrainingDefinition
        {
            Loss = new SoftmaxCrossEntropyLoss(0),
            Optimizer = Optimizer,
            LearningRate = LearningRate,
            BatchSize = batchSize,
            Budget = Budget,
            OtherBudgets = OtherBudgets,
            Schedule = Schedule(batchSize),
            InitFrom = InitFrom,
        });
}

internal sealed record FakeOptimizer : OptimizerDefinition
{
    public override string Name => "fake";

    public override ImmutableArray<string> StateNames => ["momentum"];

    public override ImmutableArray<string> HyperNames => ["decay"];

    public override ImmutableArray<uint> HyperBits => [0x3f000000];
}
