using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Sweeps.Rounds;

/// <summary>A study of batch size and learning rate whose points are searched.</summary>
internal sealed class SearchedExperiment : Experiment
{
    private readonly FakeExperiment _fake = new() { Budget = Budget.Epochs(1) };

    public ImmutableArray<int> BatchSizes { get; init; } = [16, 32];

    /// <summary>What learning rates are drawn from; null for one rate.</summary>
    public Distribution? Rates { get; init; }

    public ImmutableArray<Budget> OtherBudgets { get; init; } = [];

    public LearningRateSchedule Schedule { get; init; } = new ConstantSchedule();

    public SweepDefinition Definition { get; init; } = new(SearchMethod.Grid, new MetricDefinition("test_accuracy", MetricGoal.Maximize), [0]);

    public override string Name => _fake.Name;

    public override string? Description => _fake.Description;

    public override DatasetDefinition Dataset => _fake.Dataset;

    public override SweepDefinition Sweep => Definition;

    public override IReadOnlyList<Dimension> Dimensions => Rates is null ? [BatchSize] : [BatchSize, new("learning_rate", Rates)];

    private Dimension BatchSize => new("batch_size", new ListedDistribution(BatchSizes.Length));

    /// <summary>The range that a learning rate is tuned in: 1, 10, 100, 1000 ten-thousandths.</summary>
    public static SpacedDistribution Decades { get; } = new(1e-4, 1e-1, 4, IsLogarithmic: true);

    public static TuneDefinition TuneRate { get; } = new("learning_rate", new MetricDefinition("val_accuracy", MetricGoal.Maximize));

    public override SweepPoint PointAt(ReadOnlySpan<double> drawn, StudyContext context)
    {
        SweepPoint point = _fake.PointAt([0], context);
        long batchSize = BatchSizes[(int)drawn[0]];
        double rate = drawn.Length > 1 ? drawn[1] : 0.1;
        return point with
        {
            Parameters = new ParameterSet(
            [
                KeyValuePair.Create("batch_size", (ParameterValue)batchSize),
                .. drawn.Length > 1 ? (KeyValuePair<string, ParameterValue>[])[KeyValuePair.Create("learning_rate", (ParameterValue)rate), KeyValuePair.Create("double_rate", (ParameterValue)(2 * rate))] : [],
            ]),
            Training = point.Training with { BatchSize = (int)batchSize, LearningRate = rate, OtherBudgets = OtherBudgets, Schedule = Schedule },
        };
    }
}
