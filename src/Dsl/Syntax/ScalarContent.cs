using System.Globalization;
using SweepDsl.Dsl.Expressions;
using YamlDotNet.Core;

namespace SweepDsl.Dsl.Syntax;

/// <summary>What a scalar of the YAML is, by the core schema of YAML 1.2.</summary>
internal enum ScalarKind
{
    /// <summary>A literal of one of the language's types.</summary>
    Literal,

    /// <summary>Nothing, <c>~</c> or <c>null</c>.</summary>
    Nothing,

    /// <summary>An integer of more than 32 bits, or a number beyond double precision.</summary>
    TooLarge,

    /// <summary><c>.inf</c> or <c>.nan</c>.</summary>
    NotFinite,

    /// <summary><c>${…}</c>.</summary>
    Expression,
}

/// <summary>
/// A scalar by kind. Only plain scalars are numbers or truth values. The core schema decides what is which, so <c>1e-5</c> is a number and <c>yes</c>, <c>no</c>, <c>on</c>, <c>off</c> and
/// <c>12:30</c> are words. Two things that other readers take for numbers are words here, because readers differ on them: grouped digits (<c>1_000</c>) and leading zeros
/// (<c>017</c>). <c>0x1F</c> and <c>0o17</c> are integers.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Literal">Its value when it is a literal.</param>
internal readonly record struct ScalarContent(ScalarKind Kind, Expression? Literal)
{
    public static ScalarContent Of(ScalarNode scalar)
    {
        string text = scalar.Value;
        if (text.TrimStart().StartsWith("${", StringComparison.Ordinal))
        {
            return new(ScalarKind.Expression, null);
        }

        return scalar.Style != ScalarStyle.Plain ? new(ScalarKind.Literal, new TextLiteral(text)) : text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => new(ScalarKind.Nothing, null),
            "true" or "True" or "TRUE" => new(ScalarKind.Literal, new TruthLiteral(true)),
            "false" or "False" or "FALSE" => new(ScalarKind.Literal, new TruthLiteral(false)),
            _ when IsNotFinite(text) => new(ScalarKind.NotFinite, null),
            _ => Number(text) ?? new(ScalarKind.Literal, new TextLiteral(text)),
        };
    }

    private static bool IsNotFinite(string text) =>
        text is ".nan" or ".NaN" or ".NAN" || (text.Length > 0 ? text.TrimStart('+', '-') : "") is ".inf" or ".Inf" or ".INF";

    private static ScalarContent? Number(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return WithBase(text.Substring(2), 16);
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return WithBase(text.Substring(2), 8);
        }

        int digits = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        (bool isNumber, bool isInteger) = NumberGrammar.Match(text, digits);
        if (!isNumber)
        {
            return null;
        }

        if (isInteger)
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int integer)
                ? new(ScalarKind.Literal, new IntegerLiteral(integer))
                : new(ScalarKind.TooLarge, null);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsInfinity(number)
            ? new(ScalarKind.Literal, new NumberLiteral(number))
            : new(ScalarKind.TooLarge, null);
    }

    private static ScalarContent? WithBase(string digits, int numberBase)
    {
        long value = 0;
        foreach (char digit in digits)
        {
            int number = digit switch
            {
                >= '0' and <= '9' => digit - '0',
                >= 'a' and <= 'f' => digit - 'a' + 10,
                >= 'A' and <= 'F' => digit - 'A' + 10,
                _ => int.MaxValue,
            };
            if (number >= numberBase)
            {
                return null;
            }

            value = Math.Min((value * numberBase) + number, uint.MaxValue);
        }

        return digits.Length == 0 ? null
            : value > int.MaxValue ? new(ScalarKind.TooLarge, null)
            : new(ScalarKind.Literal, new IntegerLiteral((int)value));
    }
}
