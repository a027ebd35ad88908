using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Tests;

/// <summary>Reads one expression by itself: as a hyper-parameter that may be any number.</summary>
internal static class ExpressionStudy
{
    private static readonly Vocabulary Words = BuiltInVocabulary.Value with
    {
        Optimizers = ValueList.Of(
            new OptimizerWord("free", "", ValueList.Of(new HyperParameter("value", ScalarType.Number, 0, NumberRange.Everything), new HyperParameter("uses", ScalarType.Truth, 0, NumberRange.Everything)))),
    };

    /// <summary>The expression, which must be valid at every point of the grid.</summary>
    /// <param name="expression">What stands between the braces.</param>
    /// <param name="parameters">Parameters of the sweep; all count as used.</param>
    public static Expression Parse(string expression, params string[] parameters)
    {
        ParseResult result = Result(expression, parameters);
        Assert.That(result.Diagnostics, Is.Empty, expression);
        return ValueOf(result.Model!);
    }

    /// <summary>The expression; null when it has no finite value at some point of the grid.</summary>
    public static Expression? TryParse(string expression, params string[] parameters)
    {
        ParseResult result = Result(expression, parameters);
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Id is not ("SWEEP0504" or "SWEEP0505")), Is.Empty, expression);
        return result.Model is null ? null : ValueOf(result.Model);
    }

    /// <summary>The numbers of the diagnostics of an expression.</summary>
    public static IEnumerable<string> DiagnosticsOf(string expression, params string[] parameters) => Result(expression, parameters).Diagnostics.Select(diagnostic => diagnostic.Id);

    private static Expression ValueOf(ExperimentModel model) =>
        ((FixedSetting<OptimizerChoice>)model.Training.Optimizer).Value.HyperParameters.Single(setting => setting.Name == "value").Value;

    private static ParseResult Result(string expression, string[] parameters)
    {
        string text = expression.Replace("\\", "\\\\").Replace("\"", "\\\"");
        string uses = string.Join(" || ", parameters.Select(parameter => parameter.Split(':')[0]).Select(name => $"{name} == {name}"));
        bool sweepsBatchSize = parameters.Any(parameter => parameter.StartsWith("batch_size", StringComparison.Ordinal));
        string optimizer = $"optimizer: {{ free: {{ value: \"${{{text}}}\", uses: \"${{{uses}}}\" }} }}";
        string training = sweepsBatchSize ? Study.Training(optimizer) : Study.Training(optimizer, "batch_size: 32");
        return Study.WithoutMethod(ExperimentParser.Parse("expression.yaml", Study.With(training, Study.Parameters(parameters)), Words));
    }
}
