using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Tests;

public sealed class SearchTests
{
    private const string HeldOut = "dataset: { name: glyphs, validation_fraction: 0.2 }";

    private static readonly TestCaseData[] Draws =
    [
        new("min: 1, max: 4", ScalarType.Integer, new IntUniformDraw(1, 4), 4L),
        new("distribution: int_uniform, min: -2, max: 4", ScalarType.Integer, new IntUniformDraw(-2, 4), 7L),
        new("min: 1.0, max: 4", ScalarType.Number, new UniformDraw(1, 4), null),
        new("distribution: uniform, min: 1, max: 4", ScalarType.Number, new UniformDraw(1, 4), null),
        new("distribution: q_uniform, min: 0, max: 1, q: 0.25", ScalarType.Number, new QuantizedDraw(new UniformDraw(0, 1), 0.25), 5L),
        new("distribution: q_uniform, min: 0.5, max: 9.7", ScalarType.Integer, new QuantizedDraw(new UniformDraw(0.5, 9.7), 1), 11L),
        new("distribution: q_uniform, min: 8, max: 64, q: 8.0", ScalarType.Number, new QuantizedDraw(new UniformDraw(8, 64), 8), 8L),
        new("distribution: log_uniform_values, min: 1e-4, max: 1", ScalarType.Number, new LogUniformValuesDraw(1e-4, 1), null),
        new("distribution: q_log_uniform_values, min: 8, max: 64, q: 8", ScalarType.Integer, new QuantizedDraw(new LogUniformValuesDraw(8, 64), 8), 8L),
        new("distribution: inv_log_uniform_values, min: 1e-4, max: 1", ScalarType.Number, new InvLogUniformValuesDraw(1e-4, 1), null),
        new("distribution: normal", ScalarType.Number, new NormalDraw(0, 1), null),
        new("distribution: q_normal, mu: 64, sigma: 2, q: 4", ScalarType.Integer, new QuantizedDraw(new NormalDraw(64, 2), 4), 7L),
        new("distribution: log_normal, mu: -4", ScalarType.Number, new LogNormalDraw(-4, 1), null),
        new("distribution: q_log_normal, sigma: 0.5", ScalarType.Integer, new QuantizedDraw(new LogNormalDraw(0, 0.5), 1), 21L),
        new("distribution: beta, a: 2, b: 3", ScalarType.Number, new BetaDraw(2, 3), null),
        new("distribution: q_beta, q: 0.1", ScalarType.Number, new QuantizedDraw(new BetaDraw(1, 1), 0.1), 11L),
    ];

    [TestCaseSource(nameof(Draws))]
    public void A_parameter_is_drawn_from_what_its_keys_say(string keys, ScalarType type, Draw draw, long? levels)
    {
        DrawnParameter parameter = (DrawnParameter)Free($"x: {{ {keys} }}").Sweep.Parameters[0];

        Assert.That(parameter, Is.EqualTo(new DrawnParameter("x", type, draw)));
        Assert.That(parameter.Draw.LevelCount, Is.EqualTo(levels));
        double[] drawn = [.. new[] { 0, 0.3, 1 }.Select(parameter.Draw.At)];
        Assert.That(drawn, Is.Ordered);
        Assert.That(drawn, Is.All.InRange(parameter.Draw.Lowest, parameter.Draw.Highest));
    }

    [TestCase("log_uniform, min: -9.21, max: -2.3", "0.0001", "0.100259", "log_uniform_values")]
    [TestCase("q_log_uniform, min: 2, max: 4", "7.38906", "54.5982", "q_log_uniform_values")]
    [TestCase("inv_log_uniform, min: 2.3, max: 9.21", "0.0001", "0.100259", "inv_log_uniform_values")]
    public void Exponents_are_taken_with_a_warning_that_says_what_they_draw(string keys, string low, string high, string remedy)
    {
        ParseResult result = Parse($"x: {{ distribution: {keys} }}");

        Diagnostic warning = result.Diagnostics.Single();
        Assert.That(warning.Id, Is.EqualTo("SWEEP0212"));
        Assert.That(warning.Severity, Is.EqualTo(DiagnosticSeverity.Warning));
        Assert.That(warning.Message, Does.Contain(low).And.Contain(high).And.Contain(remedy));
        Assert.That(result.Model, Is.Not.Null);
    }

    [TestCase("min: 1, max: 10", "SWEEP0213")]
    [TestCase("distribution: int_uniform, min: 1, max: 10", null)]
    [TestCase("min: 1.0, max: 10", null)]
    public void Whole_numbers_for_a_rate_are_taken_with_a_warning_unless_they_are_meant(string keys, string? id)
    {
        ParseResult result = Study.Parse(Study.With(Rate, Random($"learning_rate: {{ {keys} }}")));

        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Id), Is.EqualTo(id is null ? [] : new[] { id }));
        Assert.That(result.Model!.Sweep.Parameters[0].Type, Is.EqualTo(ScalarType.Number));
    }

    [Test]
    public void A_batch_size_in_whole_steps_is_an_integer_however_the_step_is_written() =>
        Assert.That(Study.Model(Study.Training(), Random("batch_size: { distribution: q_uniform, min: 8, max: 64, q: 8.0 }")).Sweep.Parameters[0].Type, Is.EqualTo(ScalarType.Integer));

    [Test]
    public void Values_have_probabilities()
    {
        ListedParameter parameter = (ListedParameter)Free("x: { values: [1, 2, 3], probabilities: [1, 0, 0.5] }").Sweep.Parameters[0];

        Assert.That(parameter.Probabilities, Is.EqualTo(ValueList.Of(1, 0, 0.5)));
    }

    [Test]
    public void A_search_keeps_all_that_its_keys_say()
    {
        SweepSettings sweep = Study.Model(
            Rate,
            "sweep:\n  method: bayes\n  metric: { name: test_loss, target: 0.1 }\n  run_cap: 7\n  search_seed: 3\n  seeds: 2\n  goal: { test_accuracy: 0.9 }\n  parameters:\n    learning_rate: { min: 0.01, max: 0.1 }").Sweep;

        Assert.That((sweep.Method, sweep.Metric, sweep.Goal, sweep.Target), Is.EqualTo((SearchMethod.Bayes, "test_loss", MetricGoal.Minimize, 0.1)));
        Assert.That((sweep.RunCap, sweep.SearchSeed, sweep.SpaceSize, sweep.PointCount), Is.EqualTo((7, 3, (long?)null, 7L)));
        Assert.That(sweep.TrainingGoal, Is.EqualTo(new GoalSettings("test_accuracy", MetricGoal.Maximize, 0.9)));
    }

    [TestCase("listed", GridOrder.Listed)]
    [TestCase("shuffled", GridOrder.Shuffled)]
    [TestCase("coarse_to_fine", GridOrder.CoarseToFine)]
    public void A_grid_has_an_order(string word, GridOrder order) =>
        Assert.That(Study.Model(Study.Training(), $"sweep:\n  order: {word}\n  parameters:\n    batch_size: {{ values: [1, 2] }}").Sweep.Order, Is.EqualTo(order));

    [Test]
    public void Early_termination_is_one_of_three_kinds()
    {
        Assert.That(Ended("type: hyperband, min_iter: 2"), Is.EqualTo(new AscendingHyperband(3, 2, false)));
        Assert.That(Ended("type: hyperband, max_iter: 27, s: 3, eta: 2.5, strict: true"), Is.EqualTo(new DescendingHyperband(2.5, 27, 3, true)));
        Assert.That(Ended("type: hyperband, max_iter: 27, s: 3")!.FirstBracket, Is.EqualTo(1));
        Assert.That(Ended("type: asha, min_iter: 1, max_iter: 9, eta: 4"), Is.EqualTo(new AshaSettings(4, 1, 9)));
        Assert.That(Ended("type: asha, min_iter: 1"), Is.EqualTo(new AshaSettings(3, 1, null)));
    }

    [TestCase("auto", 3, 30)]
    [TestCase("{ min: 4 }", 4, 30)]
    [TestCase("{ min: 2, max: 3 }", 2, 3)]
    [TestCase("5", 5, null)]
    [TestCase("[4, 6]", 2, null)]
    public void Seeds_are_fixed_or_added(string seeds, int first, int? most)
    {
        SweepSettings sweep = Study.Model($"sweep: {{ seeds: {seeds} }}").Sweep;

        Assert.That(sweep.Seeds, Has.Count.EqualTo(first));
        Assert.That(sweep.MostSeeds, Is.EqualTo(most));
    }

    [Test]
    public void Paired_parameters_are_one_dimension()
    {
        SweepSettings sweep = Study.Model(
            Study.Training("shuffle: ${deep}").Replace("  learning_rate: 0.001\n", ""),
            "sweep:\n  pairs: [ [ learning_rate, batch_size ] ]\n  parameters:\n    batch_size: { values: [8, 16, 8] }\n    deep: { values: [true, false] }\n    learning_rate: { values: [0.1, 0.1, 0.2] }").Sweep;

        Assert.That(sweep.Dimensions.Select(dimension => dimension.Name), Is.EqualTo(new[] { "learning_rate,batch_size", "deep" }));
        Assert.That(sweep.PointCount, Is.EqualTo(6));
    }

    [Test]
    public void Points_that_differ_in_a_parameter_without_effect_are_one()
    {
        ExperimentModel model = Study.Model(
            Study.Layers("dropout: \"${momentum / 2}\"", "dense: 10"),
            Study.Training("batch_size: 32").Replace("  optimizer: adam\n", ""),
            Study.Parameters("optimizer: { values: [sgd, adam] }", "momentum: { values: [0.5, 0.9], when: \"${optimizer == 'sgd'}\", else: 0 }"));

        Assert.That(model.Sweep.PointCount, Is.EqualTo(3));
        Assert.That(((ListedParameter)model.Sweep.Parameters[1]).Condition!.Otherwise, Is.EqualTo(new NumberLiteral(0)));
    }

    [Test]
    public void What_stands_where_a_condition_does_not_hold_is_checked_too() =>
        Study.Fault("SWEEP0504", Study.With(Study.Training("batch_size: §${x - 8}"), Study.Parameters("k: { values: [1, 2] }", "x: { values: [9, 10], when: \"${k == 1}\", else: 8 }")));

    [Test]
    public void A_word_that_stands_only_where_a_condition_does_not_hold_is_a_case_of_its_setting()
    {
        ExperimentModel model = Study.Model(
            Study.Training("batch_size: 32", "shuffle: \"${k == 1}\""), Study.Parameters("k: { values: [1, 2] }", "last_batch: { value: drop, when: \"${k == 1}\", else: keep }"));

        Assert.That(((SweptSetting<LastBatch>)model.Training.LastBatch).Cases.Select(one => one.Word), Is.EqualTo(new[] { "drop", "keep" }));
        Assert.That(model.Sweep.PointCount, Is.EqualTo(2));
    }

    [Test]
    public void Nested_parameters_have_dotted_names_and_set_hyper_parameters()
    {
        ExperimentModel model = Study.Model(
            Study.Layers("dense: \"${net.head.width}\"", "dense: 10"),
            Study.Training("batch_size: 32", "optimizer: { adam: { beta2: 0.99 } }"),
            "sweep:\n  parameters:\n    optimizer: { parameters: { beta1: { values: [0.8, 0.9] } } }\n    net: { parameters: { head: { parameters: { width: { values: [4, 8] } } } } }");

        Assert.That(model.Sweep.Parameters.Select(parameter => parameter.Name), Is.EqualTo(new[] { "optimizer.beta1", "net.head.width" }));
        Assert.That(
            ((FixedSetting<OptimizerChoice>)model.Training.Optimizer).Value.HyperParameters,
            Is.EqualTo(new HyperParameterSetting[] { new("beta1", new ParameterReference("optimizer.beta1", ScalarType.Number)), new("beta2", new NumberLiteral(0.99)) }));
    }

    [Test]
    public void A_tuned_parameter_is_the_last_and_is_judged_on_held_out_examples()
    {
        ExperimentModel model = Study.Model(HeldOut, Rate.Replace("  batch_size: 32\n", "").Replace("\n  batch_size: 32", ""), "sweep:\n  metric: test_loss\n  tune: { learning_rate: { min: 0.001, max: 0.1, points: 3 } }\n  parameters:\n    batch_size: { values: [8, 16] }");

        Assert.That(model.Sweep.Tune, Is.EqualTo(new TuneSettings("learning_rate", "val_loss", MetricGoal.Minimize, NumberRange.Positive)));
        Assert.That(model.Sweep.Parameters[1], Is.EqualTo(new DrawnParameter("learning_rate", ScalarType.Number, new SpacedDraw(0.001, 0.1, 3, true))));
        Assert.That(model.Sweep.PointCount, Is.EqualTo(2));
        Assert.That(model.Training.LearningRate, Is.EqualTo(new ParameterReference("learning_rate", ScalarType.Number)));
    }

    [Test]
    public void A_tuned_parameter_may_be_used_in_expressions_and_spaced_evenly()
    {
        ExperimentModel model = Study.Model(HeldOut, Study.Training("batch_size: 32", "learning_rate: ${base / 32}"), "sweep: { tune: { base: { min: 0.5, max: 1, scale: linear } } }");

        Assert.That(((DrawnParameter)model.Sweep.Parameters[0]).Draw, Is.EqualTo(new SpacedDraw(0.5, 1, 7, false)));
    }

    // Training whose learning rate the sweep sets.
    private static string Rate => Study.Training("batch_size: 32").Replace("  learning_rate: 0.001\n", "").Replace("\n  learning_rate: 0.001", "");

    private static string Random(string parameter) => $"sweep:\n  method: random\n  run_cap: 5\n  parameters:\n    {parameter}";

    private static ParseResult Parse(string parameter) => Study.Parse(Study.With(Study.Training("batch_size: 32", "shuffle: \"${x > 2}\""), Random(parameter)));

    private static ExperimentModel Free(string parameter)
    {
        ParseResult result = Parse(parameter);
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Model!;
    }

    private static EarlyTerminationSettings? Ended(string keys) =>
        Study.Model(Study.Training("batch_size: 32", "budget: { epochs: 30 }"), $"sweep: {{ early_terminate: {{ {keys} }} }}").Sweep.EarlyTermination;
}
