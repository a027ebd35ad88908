using System.Globalization;
using System.Text.RegularExpressions;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;
using YamlDotNet.Core;

namespace SweepDsl.Dsl.Binding;

/// <summary>Checks single values: numbers, truth values, words and texts.</summary>
internal sealed class ScalarChecker(CheckContext context, ExpressionBinder expressions)
{
    private static readonly Regex WordPattern = new("[A-Za-z_][A-Za-z_0-9]*", RegexOptions.CultureInvariant);

    /// <summary>An integer or a number, or an expression for one.</summary>
    public CheckedScalar? Number(YamlNode node, NumberRule rule, string what)
    {
        string needed = RuleWording.Of(rule);
        if (Scalar(node, what, needed) is not { } scalar)
        {
            return null;
        }

        ScalarContent content = ScalarContent.Of(scalar);
        switch (content.Kind)
        {
            case ScalarKind.Expression when rule.AllowsExpression:
                return expressions.Bind(scalar, rule.Type, rule.Range, what) is { } expression ? new CheckedScalar(expression, scalar.Span) : null;
            case ScalarKind.Expression:
                return NoExpression(scalar, what, needed);
            case ScalarKind.TooLarge or ScalarKind.NotFinite:
                return Fault(DiagnosticCatalogue.OutOfRange, scalar, $"{what} takes {needed}, and {Wording.Quote(scalar.Value)} is not.");
            case ScalarKind.Nothing:
                return Nothing(scalar, what, needed);
        }

        if (NumberOf(content.Literal!, rule.Type) is not { } literal)
        {
            return Fault(DiagnosticCatalogue.WrongType, scalar, $"{what} takes {needed}, and {Wording.Quote(scalar.Value)} is {KindOf(content.Literal!, rule.Type)}.{NumberHint(scalar)}");
        }

        return RangeFault(rule.Range, literal) is { } fault
            ? Fault(DiagnosticCatalogue.OutOfRange, scalar, $"{what} takes {needed}, and {Wording.Quote(scalar.Value)} is not{fault}.")
            : new CheckedScalar(literal, scalar.Span);
    }

    /// <summary>A truth value, or an expression for one.</summary>
    public CheckedScalar? Truth(YamlNode node, TruthRule rule, string what)
    {
        string needed = RuleWording.Of(rule);
        if (Scalar(node, what, needed) is not { } scalar)
        {
            return null;
        }

        ScalarContent content = ScalarContent.Of(scalar);
        return content switch
        {
            { Kind: ScalarKind.Expression } when rule.AllowsExpression =>
                expressions.Bind(scalar, ScalarType.Truth, null, what) is { } expression ? new CheckedScalar(expression, scalar.Span) : null,
            { Kind: ScalarKind.Expression } => NoExpression(scalar, what, needed),
            { Kind: ScalarKind.Nothing } => Nothing(scalar, what, needed),
            { Literal: TruthLiteral truth } => new CheckedScalar(truth, scalar.Span),
            _ => Fault(DiagnosticCatalogue.WrongType, scalar, $"{what} takes {needed}, and {Wording.Quote(scalar.Value)} is {(scalar.Style == ScalarStyle.Plain ? "neither" : "a text: remove the quotes")}."),
        };
    }

    /// <summary>One of some words.</summary>
    /// <param name="node">The value.</param>
    /// <param name="words">The words.</param>
    /// <param name="what">What takes them, for messages.</param>
    /// <param name="others">What else it takes, for messages; null for nothing.</param>
    public CheckedScalar? Word(YamlNode node, IReadOnlyList<string> words, string what, string? others = null)
    {
        string needed = words.Count <= 8 ? Wording.Alternatives(words) : "a word";
        if (Scalar(node, what, needed) is not { } scalar)
        {
            return null;
        }

        if (words.Contains(scalar.Value))
        {
            return new CheckedScalar(new TextLiteral(scalar.Value), scalar.Span);
        }

        return ScalarContent.Of(scalar).Kind switch
        {
            ScalarKind.Expression => NoExpression(scalar, what, needed),
            ScalarKind.Nothing => Nothing(scalar, what, needed),
            _ => Fault(DiagnosticCatalogue.UnknownWord, scalar, $"{what} does not know {Wording.Quote(scalar.Value)}.{Wording.Suggestion(scalar.Value, words)}{(others is null ? "" : $" It also takes {others}.")}"),
        };
    }

    /// <summary>A text.</summary>
    public CheckedScalar? Text(YamlNode node, TextRule rule, string what)
    {
        string needed = RuleWording.Of(rule);
        if (Scalar(node, what, needed) is not { } scalar)
        {
            return null;
        }

        ScalarKind kind = ScalarContent.Of(scalar).Kind;
        if (kind == ScalarKind.Nothing)
        {
            return Nothing(scalar, what, needed);
        }

        if (kind == ScalarKind.Expression && rule.Kind != TextKind.Free)
        {
            return NoExpression(scalar, what, needed);
        }

        (DiagnosticDescriptor? broken, string reason) = TextRules.Judge(scalar.Value, rule.Kind);
        return broken is null ? new CheckedScalar(new TextLiteral(scalar.Value), scalar.Span) : Fault(broken, scalar, $"{what} takes {needed}; {Wording.Quote(scalar.Value)} {reason}.");
    }

    /// <summary>Reports a value that should have been another kind of thing.</summary>
    public CheckedScalar? WrongKind(YamlNode node, string what, string needed) => node is BrokenNode
        ? null
        : Fault(DiagnosticCatalogue.WrongType, node, $"{what} takes {needed}, and here stands {RuleWording.Of(node)}.");

    /// <summary>Null when a number lies in a range; otherwise what to add to saying that it does not.</summary>
    public static string? RangeFault(NumberRange range, Expression literal) => literal switch
    {
        IntegerLiteral integer => range.Contains(integer.Value) ? null : "",
        NumberLiteral number when range.ContainsOnDevice(number.Value) => null,
        NumberLiteral number => range.Contains(number.Value) ? " when rounded to 32 bits, as the device takes it" : "",
        _ => null,
    };

    private static Expression? NumberOf(Expression literal, ScalarType type) => (literal, type) switch
    {
        (IntegerLiteral, ScalarType.Integer) or (NumberLiteral, ScalarType.Number) => literal,
        (IntegerLiteral integer, ScalarType.Number) => new NumberLiteral(integer.Value),
        (NumberLiteral number, ScalarType.Integer) when number.Value is >= int.MinValue and <= int.MaxValue && Math.Floor(number.Value) == number.Value =>
            new IntegerLiteral((int)number.Value),
        _ => null,
    };

    private static string KindOf(Expression literal, ScalarType needed) => literal switch
    {
        NumberLiteral number when needed == ScalarType.Integer && Math.Floor(number.Value) == number.Value => "too large",
        NumberLiteral when needed == ScalarType.Integer => "not whole",
        TruthLiteral => "a truth value",
        _ => "a text",
    };

    private static string NumberHint(ScalarNode scalar)
    {
        string text = scalar.Value.Trim();
        if (scalar.Style != ScalarStyle.Plain && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return " Remove the quotes.";
        }

        if (text.Contains("${"))
        {
            return " An expression must enclose the whole value: ${…}.";
        }

        string bare = text.Replace("_", "").TrimStart('0');
        return bare != text && double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? $" Readers of YAML differ on separators and leading zeros: write {bare}."
            : "";
    }

    private ScalarNode? Scalar(YamlNode node, string what, string needed)
    {
        if (node is not ScalarNode)
        {
            WrongKind(node, what, needed);
        }

        return node as ScalarNode;
    }

    private CheckedScalar? Nothing(ScalarNode scalar, string what, string needed) =>
        Fault(DiagnosticCatalogue.WrongType, scalar, $"{what} takes {needed}, and here stands nothing. Write a value or delete the key.");

    private CheckedScalar? NoExpression(ScalarNode scalar, string what, string needed)
    {
        // Its parameters are in use, if in the wrong place: no one need be told to use them.
        foreach (Match word in WordPattern.Matches(scalar.Value))
        {
            context.UsedParameters.Add(word.Value);
        }

        return Fault(
            DiagnosticCatalogue.ExpressionNotAllowed,
            scalar,
            $"{what} takes {needed}; expressions stand only for numbers and truth values of model, training and parameters. Write the value itself; a key of 'training' is swept by a parameter of its own name.");
    }

    private CheckedScalar? Fault(DiagnosticDescriptor rule, YamlNode node, string message)
    {
        context.Report(rule, node.Span, message);
        return null;
    }
}
