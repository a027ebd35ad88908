using System.Globalization;
using System.Text.RegularExpressions;
using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Tests;

/// <summary>docs/expressions.md says what is so: each of its examples is read, and computed at the point that the page names.</summary>
public sealed partial class ExpressionPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFiles.Docs, "expressions.md"));

    private static readonly Dictionary<string, Expression> Point = new()
    {
        ["batch_size"] = new IntegerLiteral(32),
        ["width"] = new IntegerLiteral(64),
        ["rate"] = new NumberLiteral(0.5),
        ["rule"] = new TextLiteral("adam"),
        ["deep"] = new TruthLiteral(true),
    };

    private static readonly string[] Parameters =
        ["batch_size: { values: [32] }", "width: { values: [64] }", "rate: { values: [0.5] }", "rule: { values: [adam] }", "deep: { values: [true] }"];

    private static TestCaseData[] Values => [.. Rows().Where(row => !row.Expected.StartsWith("SWEEP", StringComparison.Ordinal)).Select(row => new TestCaseData(row.Expression, row.Expected))];

    private static TestCaseData[] Errors => [.. Rows().Where(row => row.Expected.StartsWith("SWEEP", StringComparison.Ordinal)).Select(row => new TestCaseData(row.Expression, row.Expected))];

    [TestCaseSource(nameof(Values))]
    public void An_example_has_the_value_that_the_page_says(string expression, string expected)
    {
        // A truth value is made a number, which is what the study around it takes.
        Expression parsed = ExpressionStudy.Parse(expected is "true" or "false" ? $"({expression}) ? 1 : 0" : expression, Parameters);

        Assert.That(new Evaluator(Point, examples: 4000).TryEvaluate(parsed, out Expression? value, out string? failure), failure);
        double number = value is IntegerLiteral integer ? integer.Value : ((NumberLiteral)value!).Value;
        Assert.That(number, Is.EqualTo(expected switch { "true" => 1, "false" => 0, _ => double.Parse(expected, CultureInfo.InvariantCulture) }));
    }

    [TestCaseSource(nameof(Errors))]
    public void An_error_has_the_number_that_the_page_says(string expression, string expected) =>
        Assert.That(ExpressionStudy.DiagnosticsOf(expression, Parameters), Does.Contain(expected));

    [Test]
    public void The_study_on_the_page_is_valid()
    {
        string study = Regex.Match(Page, "```yaml\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

        Assert.That(ExperimentParser.Parse("page.yaml", study, BuiltInVocabulary.Value).Diagnostics, Is.Empty);
    }

    [Test]
    public void Every_function_operator_and_error_is_on_the_page()
    {
        string[] expressions = [.. Rows().Select(row => row.Expression)];

        foreach (string word in Enum.GetNames<Function>().Select(name => name.ToLowerInvariant()))
        {
            Assert.That(expressions, Has.Some.Contains(word + "("));
        }

        foreach (string symbol in (string[])["?", "||", "&&", "==", "!=", "<=", "+", "-", "*", "/", "%", "!"])
        {
            Assert.That(expressions, Has.Some.Contains(symbol));
        }

        Assert.That(Page, Does.Contain("SWEEP0501").And.Contain("SWEEP0502").And.Contain("SWEEP0503").And.Contain("SWEEP0504").And.Contain("SWEEP0505").And.Contain("SWEEP0506"));
    }

    private static IEnumerable<(string Expression, string Expected)> Rows() =>
        Row().Matches(Page).Select(match => (match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal), match.Groups[2].Value));

    // | `expression` | expected | whatever |
    [GeneratedRegex(@"^\| `(.+?)` \| (\S+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
