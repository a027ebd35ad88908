using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Generator.Emit;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Tests.Fixtures;

/// <summary>Experiments that tests share.</summary>
internal static class Experiments
{
    public const string Plain = """
        name: plain
        dataset: glyphs
        model:
          layers:
            - dense: { units: 8, activation: relu }
            - dense: 10
        training:
          loss: softmax_cross_entropy
          optimizer: sgd
          learning_rate: 0.1
          budget: { epochs: 1 }
        sweep:
          method: grid
          metric: { name: test_accuracy, goal: maximize }
          parameters:
            batch_size: { values: [8, 16] }
        suppress:
          - { rule: SWEEP0601, reason: A test. }
          - { rule: SWEEP0603, reason: A test. }
          - { rule: SWEEP0604, reason: A test. }
        """;

    /// <summary>A small experiment without YAML, to which a test gives what it is about.</summary>
    public static ExperimentModel Model(string name = "plain", string? description = null) => new()
    {
        Name = name,
        Description = description,
        Dataset = new()
        {
            Source = new KnownDataset("glyphs", new(16, 16, 1), 10),
            TrainExamples = null,
            TestExamples = null,
            ValidationFraction = 0,
            Normalization = Normalization.PerChannel,
            Augmentations = default,
        },
        Network = new(
            ValueList.Of<Layer>(new DenseLayer(new IntegerLiteral(10), "identity", new TruthLiteral(true), Initializer.HeNormal)),
            ValueList.Of(new NetworkSummary(ValueList.Of(new LayerSummary("0", "dense", "10", 2570)), 2570))),
        Training = new()
        {
            Loss = new FixedSetting<LossChoice>(new SoftmaxCrossEntropy(new NumberLiteral(0))),
            Optimizer = new FixedSetting<OptimizerChoice>(new("sgd", default)),
            LearningRate = new NumberLiteral(0.1),
            Schedule = new FixedSetting<ScheduleChoice>(new ConstantSchedule()),
            Warmup = null,
            BatchSize = new IntegerLiteral(32),
            MicroBatch = null,
            ClipGradientNorm = null,
            ClipGradientValue = null,
            WeightAverage = null,
            Budget = new(LengthUnit.Epochs, new IntegerLiteral(1)),
            OtherBudgets = default,
            Shuffle = new TruthLiteral(true),
            LastBatch = new FixedSetting<LastBatch>(LastBatch.Keep),
            Precision = new FixedSetting<Precision>(Precision.Float32),
            InitFrom = null,
            EvaluationInterval = null,
            EvaluationTrainExamples = null,
        },
        Sweep = new(default, "test_accuracy", MetricGoal.Maximize, ValueList.Of(0)),
    };

    public static ExperimentModel With(this ExperimentModel model, params Parameter[] parameters) =>
        model with { Sweep = model.Sweep with { Parameters = ValueList.Of(parameters) } };

    public static ListedParameter Integers(string name, params int[] values) =>
        new(name, ScalarType.Integer, values.Select(value => (Expression)new IntegerLiteral(value)).ToValueList());

    public static ListedParameter Words(string name, params string[] values) =>
        new(name, ScalarType.Text, values.Select(value => (Expression)new TextLiteral(value)).ToValueList());

    public static string Emit(this ExperimentModel model) => ExperimentEmitter.Emit(new ExperimentClass($"{model.Name}.yaml", model)).ToString();
}
