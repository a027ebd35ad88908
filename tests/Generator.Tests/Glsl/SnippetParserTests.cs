using SweepDsl.Dsl;
using SweepDsl.Generator.Models;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Glsl;

public sealed class SnippetParserTests
{
    [Test]
    public void An_optimizer_has_typed_hyper_parameters_state_and_values_for_each_update()
    {
        Parsed<OptimizerModel> parsed = Parse.Optimizer(Snippets.Adam);

        Assert.That(Parse.Problems(parsed), Is.Empty);
        OptimizerModel adam = parsed.Model!;
        Assert.That(adam.HyperMembers, Is.EqualTo(new HyperModel[]
        {
            new("beta1", GlslType.Float, 0.9, NumberRange.Share, "decay of the mean"),
            new("epsilon", GlslType.Float, 1e-8, new(0, false, 1, true), ""),
            new("weight_decay", GlslType.Float, 0, new(0, true, double.PositiveInfinity, false), ""),
            new("warmup", GlslType.Uint, 3, NumberRange.Between(1, 100), ""),
            new("offset", GlslType.Int, -2, NumberRange.Between(int.MinValue, int.MaxValue), ""),
            new("amsgrad", GlslType.Bool, 0, NumberRange.Everything, "whether the largest second moment counts"),
        }));
        Assert.That(adam.StateNames, Is.EqualTo(new[] { "first_moment", "second_moment" }));
    }

    [TestCase("// 0.9", "SWEEP0726(2,11)", TestName = "A_comment_without_equals_sign")]
    [TestCase("", "SWEEP0726(2,11)", TestName = "No_comment")]
    [TestCase("// = 0.9 in 0, 1", "SWEEP0726(2,11)", TestName = "A_range_without_brackets")]
    [TestCase("// = 0.9 in [1, 0]", "SWEEP0726(2,11)", TestName = "An_empty_range")]
    [TestCase("// = 0.9 in [a, 1]", "SWEEP0726(2,11)", TestName = "A_bound_that_is_no_number")]
    [TestCase("// bool = true", "SWEEP0726(2,11)", TestName = "A_truth_value_that_is_a_float")]
    [TestCase("// = 1 in [0, 1)", "SWEEP0727(2,11)", TestName = "A_default_out_of_its_range")]
    [TestCase("// = many", "SWEEP0727(2,11)", TestName = "A_default_that_is_no_number")]
    [TestCase("// = inf", "SWEEP0727(2,11)", TestName = "A_default_that_is_infinite")]
    public void A_hyper_parameter_needs_a_comment_in_its_form(string comment, string expected)
    {
        Parsed<OptimizerModel> parsed = Parse.Optimizer(Snippets.Adam.Replace(
            "struct Hyper {", $"struct Hyper {{\n    float x; {comment}", StringComparison.Ordinal).Replace("// adam: Adam; weight decay is added to the gradient.\n", "", StringComparison.Ordinal));

        Assert.That(Parse.Problems(parsed), Is.EqualTo(new[] { expected }));
    }

    [TestCase("struct Hyper", "struct Hyperx", "SWEEP0724(1,1)", TestName = "A_missing_struct_Hyper")]
    [TestCase("struct State", "struct Stat", "SWEEP0724(1,1)", TestName = "A_missing_struct_State")]
    [TestCase("struct PerUpdate", "struct Per", "SWEEP0724(1,1)", TestName = "A_missing_struct_PerUpdate")]
    [TestCase("optimizer_prepare(", "prepare(", "SWEEP0723(1,1)", TestName = "A_missing_function_optimizer_prepare")]
    [TestCase("optimizer_update(", "update(", "SWEEP0723(1,1)", TestName = "A_missing_function_optimizer_update")]
    [TestCase("float first_moment", "vec4 first_moment", "SWEEP0725(10,21)", TestName = "State_that_is_no_scalar")]
    [TestCase("float beta1", "double beta1", "SWEEP0725(3,12)", TestName = "A_hyper_parameter_of_another_type")]
    [TestCase("float beta1", "float name", "SWEEP0705(3,11)", TestName = "A_hyper_parameter_of_a_taken_name")]
    public void An_optimizer_must_have_all_its_parts(string part, string replacement, string expected)
    {
        Parsed<OptimizerModel> parsed = Parse.Optimizer(Snippets.Adam.Replace(part, replacement, StringComparison.Ordinal));

        Assert.That(Parse.Problems(parsed), Is.EqualTo(new[] { expected }));
        Assert.That(parsed.Model, Is.Not.Null);
    }

    [Test]
    public void An_optimizer_that_takes_ratios_of_tensors_has_all_three_functions()
    {
        const string Functions = """

            Hyper optimizer_without_trust(Hyper hyper) { return hyper; }
            float optimizer_measured(float parameter, float gradient, State state, Hyper hyper, PerUpdate per_update) { return gradient; }
            float optimizer_trust(float parameter_norm, float measured_norm, Hyper hyper) { return 1.0; }
            """;

        Assert.That(Parse.Optimizer(Snippets.Adam).Model!.IsLayerwise, Is.False);
        Assert.That(Parse.Optimizer("#define LAYERWISE_OPTIMIZER\n" + Snippets.Adam + Functions).Model!.IsLayerwise, Is.True);
        foreach (string name in new[] { "optimizer_without_trust", "optimizer_measured", "optimizer_trust" })
        {
            Parsed<OptimizerModel> parsed = Parse.Optimizer("#define LAYERWISE_OPTIMIZER\n" + Snippets.Adam + Functions.Replace($"{name}(", "other(", StringComparison.Ordinal));
            Assert.That(Parse.Problems(parsed), Is.EqualTo(new[] { "SWEEP0723(1,1)" }), name);
        }

        Assert.That(Parse.Problems(Parse.Optimizer(Snippets.Adam + Functions)), Is.EqualTo(new[] { "SWEEP0730(1,1)" }), "without the macro the kernels define them too");
    }

    [Test]
    public void A_struct_without_use_has_one_unused_member_that_is_no_hyper_parameter()
    {
        Parsed<OptimizerModel> parsed = Parse.Optimizer("""
            struct Hyper { uint unused; };
            struct State { uint unused; };
            struct PerUpdate { uint unused; };
            PerUpdate optimizer_prepare(Hyper hyper, uint update) { return PerUpdate(0u); }
            float optimizer_update(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate) { return 0.0; }
            """);

        Assert.That(Parse.Problems(parsed), Is.Empty);
        Assert.That(parsed.Model!.HyperMembers.Count(member => member.IsUsed), Is.Zero);
    }

    [TestCase("output", false)]
    [TestCase("input", true)]
    public void An_activation_says_what_its_derivative_needs(string source, bool expected)
    {
        Parsed<ActivationModel> parsed = Parse.Activation(Snippets.Relu.Replace("output", source, StringComparison.Ordinal));

        Assert.That(Parse.Problems(parsed), Is.Empty);
        Assert.That(parsed.Model!.BackwardFromInput, Is.EqualTo(expected));
        Assert.That(parsed.Model.Summary, Is.EqualTo("relu: max(x, 0)"));
    }

    [TestCase("@backward_from output", "", "SWEEP0722(1,1)", TestName = "An_activation_without_backward_from")]
    [TestCase("@backward_from output", "@backward_from both", "SWEEP0722(2,1)", TestName = "An_activation_with_another_backward_from")]
    [TestCase("activation_forward", "forward", "SWEEP0723(1,1)", TestName = "An_activation_without_forward")]
    [TestCase("activation_backward(", "backward(", "SWEEP0723(1,1)", TestName = "An_activation_without_backward")]
    public void An_activation_must_have_all_its_parts(string part, string replacement, string expected)
    {
        Parsed<ActivationModel> parsed = Parse.Activation(Snippets.Relu.Replace(part, replacement, StringComparison.Ordinal));

        Assert.That(Parse.Problems(parsed), Is.EqualTo(new[] { expected }));
    }
}
