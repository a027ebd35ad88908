using System.Globalization;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes parameters of distributions.</summary>
internal sealed class DrawBinder(CheckContext context)
{
    private readonly ScalarChecker _scalars = new(context, new ExpressionBinder(context, ExpressionScope.Empty));
    private readonly DrawChecker _checker = new(context);

    /// <summary>The parameter; null when it is in error.</summary>
    /// <param name="named">The parameter as written.</param>
    /// <param name="mapping">Its keys, all of which the distribution has.</param>
    /// <param name="distribution">The distribution, one with numbers.</param>
    /// <param name="setting">The training key it sets; null for a parameter of free name.</param>
    public DrawnParameter? Bind(NamedNode named, MappingNode mapping, Variant distribution, KeyRule? setting)
    {
        Dictionary<string, double> numbers = [];
        bool isSound = true;
        foreach (KeyRule key in distribution.Arguments!.Keys)
        {
            if (mapping.Find(key.Name) is { } node)
            {
                double? number = _scalars.Number(node, (NumberRule)key.Value, $"'{key.Name}' of '{named.Name}'")?.Value switch
                {
                    IntegerLiteral integer => integer.Value,
                    NumberLiteral literal => literal.Value,
                    _ => null,
                };
                isSound &= number is not null;
                numbers[key.Name] = number ?? 0;
            }
            else if (key.IsRequired)
            {
                context.Report(DiagnosticCatalogue.MissingKey, named.Key.Span, $"The parameter '{named.Name}' lacks '{key.Name}', which {distribution.Name} needs.");
                isSound = false;
            }
        }

        DrawPlaces places = new(named.Name, distribution.Name, mapping);
        if (!isSound || !_checker.CheckKeys(places, numbers))
        {
            return null;
        }

        Draw draw = Of(distribution.Name, numbers);
        bool isWhole = draw is IntUniformDraw || (draw is QuantizedDraw && IsIntegerOrMissing(mapping.Find("q")));
        return _checker.Check(places, draw, isWhole, setting) is { } type ? new DrawnParameter(named.Name, type, draw) : null;
    }

    /// <summary>The distribution that a parameter without a word has: of whole ends whole numbers, as W&amp;B has it.</summary>
    public static Variant Inferred(MappingNode mapping) => DistributionRules.Find(IsInteger(mapping.Find("min")) && IsInteger(mapping.Find("max")) ? "int_uniform" : "uniform")!;

    /// <summary>Says that whole numbers are drawn for a setting that takes any.</summary>
    public void WarnOfWholeNumbers(NamedNode named, DrawnParameter parameter, KeyRule? setting)
    {
        if (parameter.Draw is IntUniformDraw whole && setting?.Value is NumberRule { Type: ScalarType.Number })
        {
            string ends = $"{whole.Min.ToString(CultureInfo.InvariantCulture)} to {whole.Max.ToString(CultureInfo.InvariantCulture)}";
            context.Report(
                DiagnosticCatalogue.WholeNumbersDrawn, named.Key.Span, $"Both ends of '{named.Name}' are whole, so only whole numbers from {ends} are drawn. Write 'distribution: uniform' for the numbers between as well, or 'distribution: int_uniform' to say that this is meant.");
        }
    }

    private static bool IsInteger(YamlNode? node) => node is ScalarNode scalar && ScalarContent.Of(scalar).Literal is IntegerLiteral;

    private static bool IsIntegerOrMissing(YamlNode? node) => node is null || IsInteger(node);

    private static Draw Of(string word, IReadOnlyDictionary<string, double> numbers)
    {
        const string Quantized = "q_";
        if (word.StartsWith(Quantized, StringComparison.Ordinal))
        {
            return new QuantizedDraw(Of(word.Substring(Quantized.Length), numbers), Number("q", 1));
        }

        return word switch
        {
            "int_uniform" => new IntUniformDraw((int)numbers["min"], (int)numbers["max"]),
            "uniform" => new UniformDraw(numbers["min"], numbers["max"]),
            "log_uniform" => new LogUniformDraw(numbers["min"], numbers["max"]),
            "log_uniform_values" => new LogUniformValuesDraw(numbers["min"], numbers["max"]),
            "inv_log_uniform" => new InvLogUniformDraw(numbers["min"], numbers["max"]),
            "inv_log_uniform_values" => new InvLogUniformValuesDraw(numbers["min"], numbers["max"]),
            "normal" => new NormalDraw(Number("mu", 0), Number("sigma", 1)),
            "log_normal" => new LogNormalDraw(Number("mu", 0), Number("sigma", 1)),
            "beta" => new BetaDraw(Number("a", 1), Number("b", 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(word), word, "A distribution of the tables that nothing is made of."),
        };

        double Number(string key, double missing) => numbers.TryGetValue(key, out double number) ? number : missing;
    }
}
