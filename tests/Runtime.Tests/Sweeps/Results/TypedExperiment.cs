using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Results;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps.Results;

/// <summary>An experiment as the generator would write it, with a parameter of each type and one that is computed.</summary>
/// <param name="scale">What the rate is computed with, as an expression that was changed would.</param>
internal sealed class TypedExperiment(double scale = 0.01) : Experiment<TypedExperiment.Parameters>
{
    public override string Name => "typed";

    public override string? Description => null;

    public override DatasetDefinition Dataset => new() { Source = new GlyphsSource() };

    public override SweepDefinition Sweep { get; } = new(SearchMethod.Grid, new MetricDefinition("test_accuracy", MetricGoal.Maximize), [0, 1, 2])
    {
        Goal = new GoalDefinition(new MetricDefinition("train_accuracy", MetricGoal.Maximize), 0.89),
    };

    public override SearchSpace<Parameters> Space { get; } = new(
        [new Dimension("batch_size", new ListedDistribution(3))], drawn => new(((int[])[8, 16, 32])[(int)drawn[0]], 1.0, "adam", true));

    public override NetworkDefinition Network(Parameters parameters, StudyContext context) =>
        new(new FeatureShape(1, 4, 4), [new DenseDefinition(10, new SweepDsl.Runtime.Kernels.Activation("identity", SweepDsl.Runtime.Kernels.ActivationSource.Output), Bias: true, Initializer.HeNormal)]);

    public override TrainingDefinition Training(Parameters parameters, StudyContext context) => new()
    {
        Loss = new SoftmaxCrossEntropyLoss(0), Optimizer = new FakeOptimizer(), LearningRate = 0.1, BatchSize = parameters.BatchSize, Budget = Budget.Epochs(3), OtherBudgets = [Budget.Updates(5)],
    };

    public override ParameterSet Describe(Parameters parameters) => new(
    [
        new("batch_size", parameters.BatchSize),
        new("width", parameters.Width),
        new("optimizer", parameters.Optimizer),
        new("shuffle", parameters.Shuffle),
        new("rate", scale * parameters.BatchSize),
    ]);

    public StudyResults<Parameters> Load(string folder) => StudyResults<Parameters>.Load(
        folder, this, stored => new(stored.Integer("batch_size"), stored.Number("width"), stored.Word("optimizer"), stored.Truth("shuffle")));

    public readonly record struct Parameters(int BatchSize, double Width, string Optimizer, bool Shuffle);
}
