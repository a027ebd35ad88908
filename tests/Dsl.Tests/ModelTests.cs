using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Tests;

public sealed class ModelTests
{
    [Test]
    public void What_is_not_said_has_its_default()
    {
        ExperimentModel model = Study.Model();

        Assert.That(model.Description, Is.Null);
        Assert.That(model.Dataset.TrainExamples, Is.Null);
        Assert.That(model.Dataset.Normalization, Is.EqualTo(Normalization.PerChannel));
        Assert.That(model.Network.Layers.Single(), Is.EqualTo(new DenseLayer(new IntegerLiteral(10), "identity", new TruthLiteral(true), Initializer.HeNormal)));
        Assert.That(model.Training.Loss, Is.EqualTo(new FixedSetting<LossChoice>(new SoftmaxCrossEntropy(new NumberLiteral(0)))));
        Assert.That(model.Training.Optimizer, Is.EqualTo(new FixedSetting<OptimizerChoice>(new OptimizerChoice("adam", default))));
        Assert.That(model.Training.Shuffle, Is.EqualTo(new TruthLiteral(true)));
        Assert.That(model.Training.LastBatch, Is.EqualTo(new FixedSetting<LastBatch>(LastBatch.Keep)));
        Assert.That(model.Training.Precision, Is.EqualTo(new FixedSetting<Precision>(Precision.Float32)));
        Assert.That(model.Training.Schedule, Is.EqualTo(new FixedSetting<ScheduleChoice>(new ConstantSchedule())));
        Assert.That(
            new object?[] { model.Training.Warmup, model.Training.MicroBatch, model.Training.ClipGradientNorm, model.Training.ClipGradientValue, model.Training.WeightAverage }, Is.All.Null);
        Assert.That(model.Training.InitFrom, Is.Null);
        Assert.That(model.Training.EvaluationInterval, Is.Null);
        Assert.That(model.Training.EvaluationTrainExamples, Is.Null);
        Assert.That(model.Sweep, Is.EqualTo(new SweepSettings(default, "test_accuracy", MetricGoal.Maximize, ValueList.Of(0))));
        Assert.That(model.Sweep.PointCount, Is.EqualTo(1));
    }

    [TestCase("dense: 10", "dense: { units: 10 }")]
    [TestCase("max_pool2d: 2", "max_pool2d: { window: [2, 2], stride: 2, padding: valid }")]
    [TestCase("avg_pool2d: [2, 1]", "avg_pool2d: { window: [2, 1], stride: [2, 1] }")]
    [TestCase("conv2d: { filters: 4, kernel: 3 }", "conv2d: { filters: 4, kernel: [3, 3], stride: [1, 1], padding: valid, activation: identity, bias: true, init: he_normal }")]
    [TestCase("flatten", "flatten:")]
    [TestCase("dropout: 0.1", "dropout: { rate: 1e-1 }")]
    [TestCase("activation: relu", "activation: { function: relu }")]
    [TestCase("depthwise_conv2d: 3", "depthwise_conv2d: { kernel: [3, 3], multiplier: 1, stride: 1, padding: valid, bias: true }")]
    [TestCase("batch_norm", "batch_norm: { momentum: 0.1, epsilon: 0.00001, activation: identity }")]
    [TestCase("residual: [ { dropout: 0.5 } ]", "residual: { layers: [ { dropout: { rate: 0.5 } } ], shortcut: [], activation: identity }")]
    [TestCase("concat: [ [ flatten ], [ { dropout: 0.5 }, flatten ] ]", "concat: { branches: [ [ flatten ], [ { dropout: 0.5 }, flatten ] ] }")]
    [TestCase("conv2d: { filters: 4, kernel: 3, padding: 0x2 }", "conv2d: { kernel: 3, padding: 2.0, filters: +4 }")]
    public void Short_and_long_forms_of_a_layer_mean_the_same(string shortForm, string longForm)
    {
        ExperimentModel first = Study.Model(Study.Layers(shortForm, "dense: 10"));
        ExperimentModel second = Study.Model(Study.Layers(longForm, "dense: 10"));

        Assert.That(first, Is.EqualTo(second));
    }

    [TestCase("dataset: glyphs", "dataset: { name: glyphs, normalize: per_channel, augment: [], validation_fraction: 0 }")]
    [TestCase("dataset: { name: glyphs, augment: [ { horizontal_flip: 1 } ] }", "dataset:\n  name: glyphs\n  augment:\n    - horizontal_flip: { probability: 1.0 }")]
    [TestCase("sweep: { metric: test_loss }", "sweep: { method: grid, metric: { name: test_loss, goal: minimize }, seeds: 1 }")]
    [TestCase("sweep: { seeds: 3 }", "sweep: { seeds: [0, 1, 2] }")]
    public void Short_and_long_forms_elsewhere_mean_the_same(string shortForm, string longForm) => Assert.That(Study.Model(shortForm), Is.EqualTo(Study.Model(longForm)));

    [Test]
    public void All_keys_reach_the_model()
    {
        ExperimentModel model = Study.Model(
            "description: \"Why?\"",
            "dataset: { name: image_folder, path: pets/small, size: [24, 32], channels: 3, classes: 5, resize: true, train_examples: 100, test_examples: 50, validation_fraction: 0.2, normalize: unit, augment: [ { random_crop: 4 }, { horizontal_flip: 0.5 } ] }",
            Study.Layers("conv2d: { filters: 4, kernel: [3, 5], stride: 2, padding: same, activation: gelu, bias: false, init: glorot_uniform }", "global_avg_pool2d", "activation: silu", "dense: { units: 5, init: pytorch }"),
            Study.Training(
                "loss: { softmax_cross_entropy: { label_smoothing: 0.1 } }",
                "optimizer: { sgd: { nesterov: true, momentum: 0.9 } }",
                "batch_size: 8",
                "budget: { updates: 7 }",
                "seed: 5",
                "shuffle: false",
                "last_batch: drop",
                "precision: mixed",
                "init_from: start/initial.safetensors",
                "evaluate: { train_examples: 20, every: { examples: 30 } }"),
            "sweep: { metric: val_loss, seeds: 2 }");

        Assert.That(model.Description, Is.EqualTo("Why?"));
        Assert.That(model.Dataset.Source, Is.EqualTo(new ImageFolder("pets/small", new ImageShape(24, 32, 3), 5, Resize: true)));
        Assert.That(model.Dataset, Has.Property(nameof(DatasetSettings.TrainExamples)).EqualTo(100).And.Property(nameof(DatasetSettings.TestExamples)).EqualTo(50));
        Assert.That(model.Dataset.ValidationFraction, Is.EqualTo(0.2));
        Assert.That(model.Dataset.Normalization, Is.EqualTo(Normalization.Unit));
        Assert.That(model.Dataset.Augmentations, Is.EqualTo(ValueList.Of<Augmentation>(new RandomCrop(4), new HorizontalFlip(0.5))));
        Assert.That(model.Network.Layers[0], Is.EqualTo(new Conv2dLayer(
            new IntegerLiteral(4),
            new ExtentSetting(new IntegerLiteral(3), new IntegerLiteral(5)),
            new ExtentSetting(new IntegerLiteral(2), new IntegerLiteral(2)),
            new PaddingSetting(PaddingMode.Same),
            "gelu",
            new TruthLiteral(false),
            Initializer.GlorotUniform)));
        Assert.That(model.Training.Loss, Is.EqualTo(new FixedSetting<LossChoice>(new SoftmaxCrossEntropy(new NumberLiteral(0.1)))));
        Assert.That(
            model.Training.Optimizer,
            Is.EqualTo(new FixedSetting<OptimizerChoice>(new OptimizerChoice(
                "sgd", ValueList.Of(new HyperParameterSetting("momentum", new NumberLiteral(0.9)), new HyperParameterSetting("nesterov", new TruthLiteral(true)))))));
        Assert.That(model.Training.Budget, Is.EqualTo(new TrainingLength(LengthUnit.Updates, new IntegerLiteral(7))));
        Assert.That(model.Training.EvaluationInterval, Is.EqualTo(new TrainingLength(LengthUnit.Examples, new IntegerLiteral(30))));
        Assert.That(model.Training.LastBatch, Is.EqualTo(new FixedSetting<LastBatch>(LastBatch.Drop)));
        Assert.That(model.Training.Precision, Is.EqualTo(new FixedSetting<Precision>(Precision.Mixed)));
        Assert.That(model.Training.InitFrom, Is.EqualTo(new TextLiteral("start/initial.safetensors")));
        Assert.That(model.Training.EvaluationTrainExamples, Is.EqualTo(new IntegerLiteral(20)));
        Assert.That(model.Sweep, Is.EqualTo(new SweepSettings(default, "val_loss", MetricGoal.Minimize, ValueList.Of(5, 6))));
    }

    [Test]
    public void The_rules_of_training_reach_the_model()
    {
        TrainingSettings training = Study.Model(Study.Training(
            "batch_size: 32", "schedule: { one_cycle: { rise: 0.25, anneal: linear, length: { epochs: 3 } } }", "warmup: { updates: 10 }", "micro_batch: 8", "clip_gradient_norm: 1", "ema: 0.99", "budget: { epochs: 9 }")).Training;

        Assert.That(training.Schedule, Is.EqualTo(new FixedSetting<ScheduleChoice>(new OneCycleSchedule(
            new NumberLiteral(0.25), new NumberLiteral(0.04), new NumberLiteral(0.000004), IsLinear: true, new TrainingLength(LengthUnit.Epochs, new IntegerLiteral(3))))));
        Assert.That(training.Warmup, Is.EqualTo(new TrainingLength(LengthUnit.Updates, new IntegerLiteral(10))));
        Assert.That(training.MicroBatch, Is.EqualTo(new IntegerLiteral(8)));
        Assert.That(training.ClipGradientNorm, Is.EqualTo(new NumberLiteral(1)));
        Assert.That(training.ClipGradientValue, Is.Null);
        Assert.That(training.WeightAverage, Is.EqualTo(new NumberLiteral(0.99)));
    }

    [TestCase("cosine", "cosine: { final: 0 }")]
    [TestCase("linear", "linear: { initial: 1, final: 0 }")]
    [TestCase("polynomial", "polynomial: { power: 1.0 }")]
    [TestCase("one_cycle", "one_cycle: { rise: 0.3, initial: 0.04, final: 4e-6, anneal: cosine }")]
    public void A_schedules_word_stands_for_its_defaults(string word, string schedule) => Assert.That(
        Study.Model(Study.Training("batch_size: 32", $"schedule: {word}")), Is.EqualTo(Study.Model(Study.Training("batch_size: 32", $"schedule: {{ {schedule} }}"))));

    [Test]
    public void Schedules_may_be_swept() => Assert.That(
        Study.Model(Study.Training("batch_size: 32"), Study.Parameters("schedule: { values: [constant, cosine] }")).Training.Schedule,
        Is.EqualTo(new SweptSetting<ScheduleChoice>("schedule", ValueList.Of(
            new SettingCase<ScheduleChoice>("constant", new ConstantSchedule()), new SettingCase<ScheduleChoice>("cosine", new CosineSchedule(new NumberLiteral(0), null))))));

    [TestCase("examples: 5000", LengthUnit.Examples)]
    [TestCase("examples: 5e3", LengthUnit.Examples)]
    [TestCase("epochs: 5000", LengthUnit.Epochs)]
    public void A_budget_counts_what_its_key_says(string budget, LengthUnit unit) =>
        Assert.That(Study.Model(Study.Training("batch_size: 32", $"budget: {{ {budget} }}")).Training.Budget, Is.EqualTo(new TrainingLength(unit, new IntegerLiteral(5000))));

    [Test]
    public void Several_budgets_keep_their_order()
    {
        TrainingSettings training = Study.Model(Study.Budgets("{ seconds: 60 }, { epochs: 25 }, { updates: 5000 }")).Training;

        Assert.That(
            training.OtherBudgets.Prepend(training.Budget),
            Is.EqualTo(new TrainingLength[] { new(LengthUnit.Seconds, new NumberLiteral(60)), new(LengthUnit.Epochs, new IntegerLiteral(25)), new(LengthUnit.Updates, new IntegerLiteral(5000)) }));
    }

    [TestCase("cosine")]
    [TestCase("{ linear: { initial: 0.5 } }")]
    [TestCase("{ polynomial: { power: 2 } }")]
    [TestCase("one_cycle")]
    public void A_schedule_may_end_with_each_of_several_budgets(string schedule)
    {
        TrainingSettings training = Study.Model(Study.Budgets("{ epochs: 1 }, { updates: 3 }").Replace("budgets", $"schedule: {schedule}\n  budgets")).Training;

        Assert.That(training.OtherBudgets, Has.Exactly(1).Items);
        Assert.That(((FixedSetting<ScheduleChoice>)training.Schedule).Value.FollowsBudget, Is.True);
    }

    [TestCase("60", 60)]
    [TestCase("0.25", 0.25)]
    public void Seconds_may_be_parts_of_one(string seconds, double expected) =>
        Assert.That(Study.Model(Study.Training("batch_size: 32", $"budget: {{ seconds: {seconds} }}")).Training.Budget, Is.EqualTo(new TrainingLength(LengthUnit.Seconds, new NumberLiteral(expected))));

    [Test]
    public void Parameters_that_bear_a_training_keys_name_set_it()
    {
        ExperimentModel model = Study.Model(
            "training:\n  budget: { epochs: 2 }",
            Study.Parameters(
                "batch_size: { values: [16, 32] }",
                "learning_rate: ${0.001 * sqrt(batch_size / 32)}",
                "optimizer: { values: [sgd, adam] }",
                "loss: { value: mean_squared_error }",
                "last_batch: { values: [keep, drop] }",
                "shuffle: { values: [true, false] }",
                "init_from: { values: [a.safetensors, b/c.safetensors] }"));

        Assert.That(model.Training.BatchSize, Is.EqualTo(new ParameterReference("batch_size", ScalarType.Integer)));
        Assert.That(model.Training.LearningRate, Is.EqualTo(new ParameterReference("learning_rate", ScalarType.Number)));
        Assert.That(model.Training.Shuffle, Is.EqualTo(new ParameterReference("shuffle", ScalarType.Truth)));
        Assert.That(model.Training.InitFrom, Is.EqualTo(new ParameterReference("init_from", ScalarType.Text)));
        Assert.That(
            model.Training.Optimizer,
            Is.EqualTo(new SweptSetting<OptimizerChoice>("optimizer", ValueList.Of(
                new SettingCase<OptimizerChoice>("sgd", new OptimizerChoice("sgd", default)), new SettingCase<OptimizerChoice>("adam", new OptimizerChoice("adam", default))))));
        Assert.That(model.Training.Loss, Is.EqualTo(new SweptSetting<LossChoice>("loss", ValueList.Of(new SettingCase<LossChoice>("mean_squared_error", new MeanSquaredError())))));
        Assert.That(((SweptSetting<LastBatch>)model.Training.LastBatch).Cases[1], Is.EqualTo(new SettingCase<LastBatch>("drop", LastBatch.Drop)));
        Assert.That(model.Sweep.Parameters[1], Is.TypeOf<ComputedParameter>());
        Assert.That(model.Sweep.PointCount, Is.EqualTo(32));
    }

    [Test]
    public void Values_of_a_parameter_take_the_type_that_holds_all_of_them()
    {
        ExperimentModel model = Study.Model(
            Study.Training("learning_rate: ${a + b + c}", "batch_size: 32", "shuffle: \"${d == 'x'}\""),
            Study.Parameters("a: { values: [1, 2.5, 1e-5] }", "b: { values: [1, 2] }", "c: { value: 1.0 }", "d: { values: [x, \"1\", yes] }"));

        Assert.That(model.Sweep.Parameters.Select(parameter => parameter.Type), Is.EqualTo(new[] { ScalarType.Number, ScalarType.Integer, ScalarType.Number, ScalarType.Text }));
        Assert.That(((ListedParameter)model.Sweep.Parameters[0]).Values[0], Is.EqualTo(new NumberLiteral(1)));
    }

    [Test]
    public void Whole_learning_rates_are_numbers()
    {
        ExperimentModel model = Study.Model(Study.Training("batch_size: 32").Replace("  learning_rate: 0.001\n", ""), Study.Parameters("learning_rate: { values: [1, 2] }"));

        Assert.That(model.Sweep.Parameters[0].Type, Is.EqualTo(ScalarType.Number));
    }

    [Test]
    public void Equal_texts_make_equal_models_that_share_nothing()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryFiles.Experiments, "learning-rate.yaml"));

        ExperimentModel first = Study.Parse(text).Model!;
        ExperimentModel second = Study.Parse(text).Model!;

        Assert.That(first, Is.EqualTo(second).And.Not.SameAs(second));
        Assert.That(first.GetHashCode(), Is.EqualTo(second.GetHashCode()));
    }

    [Test]
    public void Moving_text_about_leaves_the_model_equal()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryFiles.Experiments, "batch-size-cifar10.yaml"));

        ExperimentModel moved = Study.Parse("\n# a comment\n" + text.Replace("    - ", "    -   ").Replace("\n", "\r\n")).Model!;

        Assert.That(moved, Is.EqualTo(Study.Parse(text).Model));
    }

    [TestCase("units: 32", "units: 33")]
    [TestCase("seeds: 3", "seeds: 4")]
    [TestCase("2048]", "4096]")]
    [TestCase("dropout: 0.1", "dropout: 0.2")]
    [TestCase("horizontal_flip: 0.5", "horizontal_flip: 0.4")]
    [TestCase("epochs: 25", "updates: 25")]
    public void A_change_of_meaning_changes_the_model(string from, string to)
    {
        string text = File.ReadAllText(Path.Combine(RepositoryFiles.Experiments, "batch-size-cifar10.yaml"));

        Assert.That(Study.Parse(text.Replace(from, to)).Model, Is.Not.Null.And.Not.EqualTo(Study.Parse(text).Model));
    }

    [Test]
    public void All_problems_come_out_of_one_pass_in_the_order_of_the_text()
    {
        string text = Study.With(
            "name: CON", "dataset: cifar", Study.Layers("dense: { units: \"${wdth}\" }", "dens: 10"), Study.Training("batch_size: 0", "foo: 1"), Study.Parameters("width: { values: [] }", "x y: { value: 1 }"));

        ParseResult result = Study.Parse(text);

        Assert.That(
            result.Diagnostics.Select(diagnostic => diagnostic.Id),
            Is.EqualTo(new[] { "SWEEP0204", "SWEEP0202", "SWEEP0502", "SWEEP0101", "SWEEP0203", "SWEEP0101", "SWEEP0401", "SWEEP0406" }));
    }
}
