using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Tests;

public sealed class ExpressionTests
{
    [TestCase("1 + 2 * 3", 7)]
    [TestCase("(1 + 2) * 3", 9)]
    [TestCase("7 - 2 - 1", 4)]
    [TestCase("-7 % 3", -1)]
    [TestCase("floor(7 / 2)", 3)]
    [TestCase("ceil(7 / 2)", 4)]
    [TestCase("round(2.5)", 3)]
    [TestCase("round(-2.5)", -3)]
    [TestCase("floor(-0.5)", -1)]
    [TestCase("ceil(log2(536870912))", 29)]
    [TestCase("min(3, 1, 2)", 1)]
    [TestCase("max(3, 1, 2)", 3)]
    [TestCase("1 < 2 && 2 <= 2 || false ? 5 : 6", 5)]
    [TestCase("!(1 >= 2) ? 5 : 6", 5)]
    [TestCase("true ? 1 : false ? 2 : 3", 1)]
    [TestCase("'a' == \"a\" ? 1 : 2", 1)]
    [TestCase("-2147483648 + 1", -2147483647)]
    public void Constants_are_computed_as_in_csharp(string expression, double expected)
    {
        Expression value = ValueOf(expression);

        Assert.That(value, Is.EqualTo(new NumberLiteral(expected)));
    }

    [TestCase("7 / 2", 3.5)]
    [TestCase("1e-3 * 2", 0.002)]
    [TestCase("sqrt(2)", 1.4142135623730951)]
    [TestCase("pow(2, 0.5)", 1.4142135623730951)]
    [TestCase("exp(1)", 2.718281828459045)]
    [TestCase("ln(exp(2))", 2)]
    [TestCase("log2(0.125)", -3)]
    [TestCase("5.5 % 2", 1.5)]
    [TestCase("min(1, 0.5)", 0.5)]
    public void Constant_numbers_are_computed_and_division_always_gives_one(string expression, double expected)
    {
        Expression value = ValueOf(expression);

        Assert.That(value, Is.EqualTo(new NumberLiteral(expected)));
    }

    [TestCase("1 / 0", "infinite")]
    [TestCase("0 / 0", "not a number")]
    [TestCase("sqrt(-1)", "not a number")]
    [TestCase("2147483647 + 1", "range of integers")]
    [TestCase("round(1e10)", "range of integers")]
    [TestCase("1 % 0", "division by zero")]
    public void Constants_without_a_value_say_why(string expression, string reason)
    {
        string marked = Study.With(Study.Training("batch_size: 32"), Study.Layers("dropout: ${x + 0}", "dense: 10"), Study.Parameters($"x: {{ value: \"${{§{expression}}}\" }}"));

        Assert.That(Study.Fault("SWEEP0504", marked).Message, Does.Contain(reason));
    }

    [TestCase("batch_size * 2 + 1", "checked(parameters.BatchSize * 2 + 1)")]
    [TestCase("0.001 * sqrt(batch_size / 32.0)", "0.001 * global::System.Math.Sqrt(parameters.BatchSize / 32.0)")]
    [TestCase("batch_size / examples", "(double)parameters.BatchSize / context.Examples")]
    [TestCase("(batch_size + 1) / examples", "checked((double)(parameters.BatchSize + 1) / context.Examples)")]
    [TestCase("batch_size - (examples - 1)", "checked(parameters.BatchSize - (context.Examples - 1))")]
    [TestCase("batch_size - -1", "checked(parameters.BatchSize - -1)")]
    [TestCase("- -batch_size", "checked(-(-parameters.BatchSize))")]
    [TestCase("batch_size > 8 ? 1 : 2", "parameters.BatchSize > 8 ? 1 : 2")]
    [TestCase("(batch_size > 8 ? 1 : 2) + 1", "checked((parameters.BatchSize > 8 ? 1 : 2) + 1)")]
    [TestCase("round(batch_size * 0.5)", "checked((int)global::System.Math.Round(parameters.BatchSize * 0.5, global::System.MidpointRounding.AwayFromZero))")]
    [TestCase("min(batch_size, examples, 7)", "global::System.Math.Min(global::System.Math.Min(parameters.BatchSize, context.Examples), 7)")]
    [TestCase("true ? batch_size : 3", "parameters.BatchSize")]
    [TestCase("floor(batch_size)", "parameters.BatchSize")]
    public void Expressions_become_csharp_that_people_could_have_written(string expression, string expected)
    {
        Expression parsed = ExpressionStudy.Parse(expression, "batch_size: { values: [8, 16] }");

        Assert.That(CSharpRenderer.Render(parsed), Is.EqualTo(expected));
    }

    [Test]
    public void Csharp_literals_escape_all_but_plain_ascii()
    {
        string literal = CSharpRenderer.Literal("a\"b\\c\n\u2028{é}");

        Assert.That(literal, Is.EqualTo("\"a\\\"b\\\\c\\u000A\\u2028{\\u00E9}\""));
    }

    [TestCase(0.001, "0.001")]
    [TestCase(1, "1.0")]
    [TestCase(-0.0, "-0.0")]
    [TestCase(1e300, "1E+300")]
    [TestCase(0.1 + 0.2, "0.30000000000000004")]
    public void Csharp_numbers_read_back_as_the_same_bits(double value, string expected) => Assert.That(CSharpRenderer.Literal(value), Is.EqualTo(expected));

    [TestCase("batch_size", "BatchSize")]
    [TestCase("batch-size.v2", "BatchSizeV2")]
    [TestCase("learningRate", "LearningRate")]
    [TestCase("2layers", "_2layers")]
    public void Names_become_members(string name, string expected) => Assert.That(MemberNames.FromYaml(name), Is.EqualTo(expected));

    [Test]
    public void References_are_found_throughout_an_expression()
    {
        Expression parsed = ExpressionStudy.Parse("b > 1 && !(a < 2) ? max(a, -b, 1.0) : a * 0.5 + 1", "a: { values: [1, 2] }", "b: { values: [1, 2] }");

        Assert.That(References.ParametersOf(parsed), Is.EqualTo(new[] { "b", "a" }));
        Assert.That(References.UsesExamples(parsed), Is.False);
    }

    [Test]
    public void Faults_in_expressions_are_placed_through_quotes_escapes_and_folded_lines()
    {
        Study.Fault("SWEEP0502", Study.With(Study.Training("batch_size: 32", "learning_rate: \"\\x24{1 \\u002b §zz}\"")));
        Study.Fault("SWEEP0502", Study.With(Study.Training("batch_size: 32", "learning_rate: '${''a'' == ''b'' ? 1 : §zz}'")));
        Study.Fault("SWEEP0502", Study.With(Study.Training("batch_size: 32", "learning_rate: >-\n    ${1 +\n      §zz}")));
        Study.Fault("SWEEP0502", Study.With(Study.Training("batch_size: 32", "learning_rate: ${1 +\n      §zz}")));
    }

    [Test]
    public void All_faults_of_an_expression_are_reported()
    {
        ParseResult result = Study.Parse(Study.With(Study.Training("learning_rate: ${foo + bar * !3}", "batch_size: 32")));

        Assert.That(result.Diagnostics.Select(d => d.Id), Is.EqualTo(new[] { "SWEEP0502", "SWEEP0502", "SWEEP0503" }));
    }

    private static Expression ValueOf(string expression) => ExpressionStudy.Parse(expression, "unused: { values: [1, 2] }");
}
