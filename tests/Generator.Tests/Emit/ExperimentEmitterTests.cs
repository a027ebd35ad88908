using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Emit;

public sealed class ExperimentEmitterTests
{
    private static readonly Expression BatchSize = new ParameterReference("batch_size", ScalarType.Integer);

    [Test]
    public void An_experiment_without_sweep_is_a_single_point()
    {
        string code = Experiments.Model().Emit();

        Snapshot.Verify("Experiment.SinglePoint", code);
        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    [Test]
    public void Every_kind_of_layer_setting_and_parameter_compiles_without_warning()
    {
        string code = Everything().Emit();

        Snapshot.Verify("Experiment.Everything", code);
        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    [TestCase("mnist", "MnistSource(IsFashion: false)")]
    [TestCase("fashion_mnist", "MnistSource(IsFashion: true)")]
    [TestCase("cifar100", "CifarSource(Classes: 100)")]
    [TestCase("glyphs", "GlyphsSource()")]
    public void Every_known_data_set_has_its_type(string name, string expected)
    {
        ExperimentModel model = Experiments.Model();
        int classes = name == "cifar100" ? 100 : 10;

        string code = (model with { Dataset = model.Dataset with { Source = new KnownDataset(name, new(32, 32, 3), classes) } }).Emit();

        Assert.That(code, Does.Contain(expected));
        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    [TestCase("network")]
    [TestCase("Parameters")]
    [TestCase("TRAINING")]
    [TestCase("experiment-catalogue")]
    [TestCase("experiment")]
    [TestCase("system")]
    [TestCase("global")]
    [TestCase("to-string")]
    [TestCase("123")]
    [TestCase("8bit.study")]
    public void A_name_that_csharp_has_a_use_for_still_makes_a_class(string name)
    {
        Assert.That(GeneratedCode.Compile(Experiments.Model(name).With(Experiments.Integers("batch_size", 1, 2)).Emit()), Is.Empty);
    }

    [Test]
    public void Parameters_of_any_name_make_members_and_locals()
    {
        string[] names =
        [
            "parameters", "equals", "to_string", "get_hash_code", "get_type", "deconstruct", "print_members", "clone", "finalize", "class", "yield", "foreach", "new",
            "var", "field", "value", "grid", "context", "system", "global", "int", "equals_value", "_1", "examples_", "await", "record", "required", "memberwise_clone",
        ];

        string code = Experiments.Model("names").With([.. names.Select(name => Experiments.Integers(name, 1, 2))]).Emit();

        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    [Test]
    public void Long_lists_are_broken_into_lines()
    {
        string code = Experiments.Model("long").With(Experiments.Integers("batch_size", [.. Enumerable.Range(1, 1000)])).Emit();

        Assert.That(code.Split('\n').Max(line => line.Length), Is.LessThan(200));
        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    private static ExperimentModel Everything()
    {
        ExtentSetting three = new(new IntegerLiteral(3), new IntegerLiteral(3));
        ExtentSetting one = new(new IntegerLiteral(1), new IntegerLiteral(1));
        Expression width = new ParameterReference("width", ScalarType.Integer);
        ExperimentModel model = Experiments.Model("every-thing", "What is \"best\"?");
        return model with
        {
            Dataset = model.Dataset with
            {
                Source = new ImageFolder("flowers/small", new(24, 20, 3), 5, true),
                TrainExamples = 1000,
                ValidationFraction = 0.1,
                Normalization = Normalization.Unit,
                Augmentations = ValueList.Of<Augmentation>(new HorizontalFlip(0.5), new RandomCrop(4), new Cutout(8), new Mixup(0.2)),
            },
            Network = new(
                ValueList.Of<Layer>(
                    new Conv2dLayer(width, three, one, new(PaddingMode.Explicit, new IntegerLiteral(1)), "leaky_relu", new TruthLiteral(false), Initializer.PyTorch),
                    new ActivationLayer("gelu"),
                    new MaxPool2dLayer(three, one, new(PaddingMode.Same)),
                    new AvgPool2dLayer(three, three, new(PaddingMode.Valid)),
                    new FlattenLayer(),
                    new DropoutLayer(new NumberLiteral(0.25)),
                    new Conv2dLayer(width, three, one, new(PaddingMode.Valid), "identity", new TruthLiteral(true), Initializer.HeNormal, new IntegerLiteral(4)),
                    new DepthwiseConv2dLayer(three, new IntegerLiteral(2), one, new(PaddingMode.Same), "relu", new TruthLiteral(false), Initializer.HeNormal),
                    new BatchNormLayer(new NumberLiteral(0.1), new NumberLiteral(0.00001), width, "relu"),
                    new BatchNormLayer(new NumberLiteral(0.2), new NumberLiteral(0.00001), null, "identity"),
                    new LayerNormLayer(new NumberLiteral(0.001), "silu"),
                    new GroupNormLayer(new IntegerLiteral(8), new NumberLiteral(0.00001), "identity"),
                    new ResidualLayer(
                        ValueList.Of<Layer>(new ConcatLayer(ValueList.Of(ValueList.Of<Layer>(new FlattenLayer()), ValueList.Of<Layer>()))), default, "relu"),
                    new ResidualLayer(ValueList.Of<Layer>(new FlattenLayer()), ValueList.Of<Layer>(new DropoutLayer(new NumberLiteral(0.5))), "identity"),
                    new DenseLayer(new IntegerLiteral(5), "identity", new TruthLiteral(true), Initializer.Zeros)),
                ValueList.Of(new NetworkSummary(default, 1000), new NetworkSummary(default, 20_000))),
            Training = model.Training with
            {
                Loss = new SweptSetting<LossChoice>("loss", ValueList.Of<SettingCase<LossChoice>>(
                    new("softmax_cross_entropy", new SoftmaxCrossEntropy(new NumberLiteral(0.1))), new("mean_squared_error", new MeanSquaredError()))),
                Optimizer = new SweptSetting<OptimizerChoice>("optimizer", ValueList.Of<SettingCase<OptimizerChoice>>(
                    new("adam", new("adam", ValueList.Of(new HyperParameterSetting("beta1", new NumberLiteral(0.8))))), new("sgd", new("sgd", default)))),
                LearningRate = new ParameterReference("learning_rate", ScalarType.Number),
                Schedule = new SweptSetting<ScheduleChoice>("schedule", ValueList.Of<SettingCase<ScheduleChoice>>(
                    new("constant", new ConstantSchedule()),
                    new("step", new StepSchedule(new NumberLiteral(0.1), new(LengthUnit.Epochs, new IntegerLiteral(30)))),
                    new("exponential", new ExponentialSchedule(new NumberLiteral(0.95), new(LengthUnit.Updates, new IntegerLiteral(100)))),
                    new("cosine", new CosineSchedule(new NumberLiteral(0), null)),
                    new("linear", new LinearSchedule(new NumberLiteral(1), new NumberLiteral(0.1), new(LengthUnit.Examples, new IntegerLiteral(1000)))),
                    new("polynomial", new PolynomialSchedule(new NumberLiteral(2), new NumberLiteral(0), null)),
                    new("one_cycle", new OneCycleSchedule(new NumberLiteral(0.3), new NumberLiteral(0.04), new NumberLiteral(0), IsLinear: true, null)))),
                Warmup = new(LengthUnit.Epochs, new IntegerLiteral(5)),
                BatchSize = BatchSize,
                MicroBatch = new IntegerLiteral(4),
                ClipGradientNorm = new NumberLiteral(1),
                ClipGradientValue = new NumberLiteral(0.5),
                WeightAverage = new NumberLiteral(0.999),
                Budget = new(LengthUnit.Updates, new BinaryExpression(BinaryOperator.Multiply, new ExamplesReference(), new IntegerLiteral(2), ScalarType.Integer)),
                OtherBudgets = ValueList.Of<TrainingLength>(new(LengthUnit.Seconds, new NumberLiteral(60)), new(LengthUnit.Examples, new IntegerLiteral(90))),
                InitFrom = new TextLiteral("weights/start.safetensors"),
                EvaluationInterval = new(LengthUnit.Examples, new IntegerLiteral(2000)),
                EvaluationTrainExamples = new IntegerLiteral(500),
            },
            Sweep = new(
                ValueList.Of<Parameter>(
                    Experiments.Integers("batch_size", 8, 16),
                    Experiments.Integers("width", 16),
                    Experiments.Words("optimizer", "adam", "sgd"),
                    Experiments.Words("schedule", "constant", "step", "exponential", "cosine", "linear", "polynomial", "one_cycle"),
                    Experiments.Words("loss", "softmax_cross_entropy", "mean_squared_error"),
                    new ListedParameter("class", ScalarType.Truth, ValueList.Of<Expression>(new TruthLiteral(true), new TruthLiteral(false))),
                    new ComputedParameter(
                        "learning_rate",
                        ScalarType.Number,
                        new BinaryExpression(BinaryOperator.Divide, new NumberLiteral(0.1), BatchSize, ScalarType.Number))),
                "val_loss",
                MetricGoal.Minimize,
                ValueList.Of(0, 7, 42)),
        };
    }
}
