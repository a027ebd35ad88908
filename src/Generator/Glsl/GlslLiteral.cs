using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>Reads GLSL's literals.</summary>
internal static class GlslLiteral
{
    public static bool TryReadInteger(string text, out long value)
    {
        string digits = text.TrimEnd('u', 'U');
        value = 0;
        if (digits.Length < text.Length - 1 || digits.Length == 0)
        {
            return false;
        }

        (int radix, int start) = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? (16, 2) : digits[0] == '0' && digits.Length > 1 ? (8, 1) : (10, 0);
        for (int i = start; i < digits.Length; i++)
        {
            int digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant(digits[i]));
            if (digit < 0 || digit >= radix || value > uint.MaxValue)
            {
                return false;
            }

            value = (value * radix) + digit;
        }

        return value <= uint.MaxValue && start < digits.Length;
    }

    public static bool TryReadNumber(string text, out double value)
    {
        if (TryReadInteger(text, out long integer))
        {
            value = integer;
            return true;
        }

        string digits = text.EndsWith("lf", StringComparison.OrdinalIgnoreCase) ? text.Substring(0, text.Length - 2) : text.TrimEnd('f', 'F');
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            && !double.IsInfinity(value);
    }

    /// <summary>The C# literal of a constant's default, written as one token behind an optional sign; null when it is none or does not fit the type.</summary>
    public static string? ToCSharp(GlslType type, List<GlslToken> tokens)
    {
        bool isNegative = tokens.Count == 2 && tokens[0].Is("-");
        if (tokens.Count != (isNegative ? 2 : 1))
        {
            return null;
        }

        string text = tokens[tokens.Count - 1].Text;
        if (type == GlslType.Bool)
        {
            return text is "true" or "false" && !isNegative ? text : null;
        }

        if (type == GlslType.Float)
        {
            return TryReadNumber(text, out double number) && !float.IsInfinity((float)number)
                ? SyntaxFactory.Literal((float)(isNegative ? -number : number)).Text
                : null;
        }

        if (!TryReadInteger(text, out long magnitude))
        {
            return null;
        }

        long value = isNegative ? -magnitude : magnitude;
        bool fits = type == GlslType.Uint ? value is >= 0 and <= uint.MaxValue : value is >= int.MinValue and <= int.MaxValue;
        return fits ? value.ToString(CultureInfo.InvariantCulture) : null;
    }
}
