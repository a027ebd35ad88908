using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads one value of a parameter, as the training key it sets demands, or as it is.</summary>
internal sealed class ValueReader(CheckContext context, ExpressionScope scope)
{
    private const int LongestText = 128;

    private readonly ScalarChecker _scalars = new(context, new ExpressionBinder(context, scope));

    /// <summary>The value as a literal; null when it is in error.</summary>
    /// <param name="node">The value.</param>
    /// <param name="setting">The training key it sets; null for a parameter of free name.</param>
    /// <param name="name">The parameter's name.</param>
    public Expression? Read(YamlNode node, KeyRule? setting, string name)
    {
        string what = $"'{name}'";
        CheckedScalar? value = setting?.Value switch
        {
            NumberRule number => _scalars.Number(node, number with { AllowsExpression = false }, what),
            TruthRule => _scalars.Truth(node, new TruthRule(AllowsExpression: false), what),
            TextRule text => _scalars.Text(node, text, what),
            WordRule words => _scalars.Word(node, [.. words.Words.Select(word => word.Name)], what),
            VariantRule variants => Variant(node, variants, what),
            _ => Free(node, what),
        };
        return value?.Value is TextLiteral literal && TextFault(literal.Value) is { } fault ? Report(DiagnosticCatalogue.UnsafeName, node, $"{what}: {fault}") : value?.Value;
    }

    // Values name trials in result folders and in conditions such as `optimizer=adam,seed=0`.
    private static string? TextFault(string text) =>
        text.Length is 0 or > LongestText ? $"a text value has 1 to {LongestText} characters, and this has {text.Length}."
        : text.Trim() != text || text.IndexOfAny([',', '=', '\n', '\r', '\t']) >= 0 ? $"{Wording.Quote(text)} holds ',', '=', a tab, a line end or outer spaces, which a value of a parameter cannot."
        : null;

    private CheckedScalar? Variant(YamlNode node, VariantRule variants, string what)
    {
        if (node is MappingNode)
        {
            context.Report(DiagnosticCatalogue.WrongType, node.Span, $"As a parameter {what} takes words alone, which stand for their defaults. To set more, write the key under training and use parameters in ${{…}} there.");
            return null;
        }

        return _scalars.Word(node, [.. variants.Variants.Where(variant => variant.MayStandAlone).Select(variant => variant.Name)], what);
    }

    private CheckedScalar? Free(YamlNode node, string what)
    {
        const string Needed = "an integer, a number, true or false, or a word";
        if (node is not ScalarNode scalar)
        {
            return _scalars.WrongKind(node, what, Needed);
        }

        ScalarContent content = ScalarContent.Of(scalar);
        switch (content.Kind)
        {
            case ScalarKind.Literal:
                return new CheckedScalar(content.Literal!, scalar.Span);
            case ScalarKind.Nothing:
                return _scalars.WrongKind(scalar with { Value = "" }, what, Needed);
            case ScalarKind.Expression:
                context.Report(DiagnosticCatalogue.ExpressionNotAllowed, scalar.Span, $"A list holds plain values. A parameter that is computed is written {what.Trim('\'')}: \"${{…}}\".");
                return null;
            default:
                context.Report(
                    DiagnosticCatalogue.OutOfRange, scalar.Span, $"{what} takes {Needed}, and {Wording.Quote(scalar.Value)} is beyond them: integers have 32 bits, numbers are finite doubles.");
                return null;
        }
    }

    private Expression? Report(DiagnosticDescriptor rule, YamlNode node, string message)
    {
        context.Report(rule, node.Span, message);
        return null;
    }
}
