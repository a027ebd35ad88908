using System.Globalization;
using System.Text.RegularExpressions;
using SweepDsl.Dsl;
using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>Reads the comment behind a hyper-parameter: <c>[bool] = default [in range] [: what it is]</c>.</summary>
internal static class HyperParameterReader
{
    private static readonly Regex Form = new(
        @"^(?<bool>bool\s+)?=\s*(?<default>[^\s:]+)(\s+in\s+(?<open>[\[(])\s*(?<low>[^\s,]+)\s*,\s*(?<high>[^\s\])]+)\s*(?<close>[\])]))?\s*(:\s*(?<text>.*))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public static HyperModel Read(GlslText file, StructMember member)
    {
        GlslType type = member.Type ?? GlslType.Float;
        if (member.Name.Text == HyperModel.Unused && member.Comment.Length == 0)
        {
            return new(member.Name.Text, type, 0, NumberRange.Everything, "");
        }

        Match match = Form.Match(member.Comment);
        if (!match.Success)
        {
            return Fail(file, member, type, "");
        }

        if (match.Groups["bool"].Success)
        {
            return ReadBool(file, member, type, match);
        }

        if (!TryReadRange(match, type, out NumberRange range))
        {
            return Fail(file, member, type, " (the range is empty, or its bounds are no numbers)");
        }

        bool isNumber = TryReadNumber(match.Groups["default"].Value, out double value) && !double.IsInfinity(value);
        bool isWhole = type == GlslType.Float || value == Math.Floor(value);
        if (!isNumber || !isWhole || !range.Contains(value) || float.IsInfinity((float)value))
        {
            file.Report(KernelDiagnostics.HyperDefault, member.Name.Span, member.Name.Text, match.Groups["default"].Value, member.TypeText);
            value = 0;
        }

        return new(member.Name.Text, type, value, range, match.Groups["text"].Value.Trim());
    }

    private static HyperModel ReadBool(GlslText file, StructMember member, GlslType type, Match match)
    {
        string word = match.Groups["default"].Value;
        if (type != GlslType.Uint || word is not ("true" or "false") || match.Groups["open"].Success)
        {
            return Fail(file, member, GlslType.Bool, " (a truth value is a uint and has no range)");
        }

        return new(member.Name.Text, GlslType.Bool, word == "true" ? 1 : 0, NumberRange.Everything, match.Groups["text"].Value.Trim());
    }

    /// <summary>The range written, within what the type can hold.</summary>
    private static bool TryReadRange(Match match, GlslType type, out NumberRange range)
    {
        (double lowest, double highest) = type switch
        {
            GlslType.Uint => (0, int.MaxValue),
            GlslType.Int => (int.MinValue, int.MaxValue),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        bool isWhole = type != GlslType.Float;
        range = new(lowest, isWhole, highest, isWhole);
        if (!match.Groups["open"].Success)
        {
            return true;
        }

        if (!TryReadNumber(match.Groups["low"].Value, out double low) || !TryReadNumber(match.Groups["high"].Value, out double high))
        {
            return false;
        }

        bool includesLow = match.Groups["open"].Value == "[" && !double.IsInfinity(low);
        bool includesHigh = match.Groups["close"].Value == "]" && !double.IsInfinity(high);
        range = isWhole
            ? new(Math.Max(lowest, includesLow ? Math.Ceiling(low) : Math.Floor(low) + 1), true, Math.Min(highest, includesHigh ? Math.Floor(high) : Math.Ceiling(high) - 1), true)
            : new(low, includesLow, high, includesHigh);
        return range.Minimum < range.Maximum || (range.Minimum == range.Maximum && range.IncludesMinimum && range.IncludesMaximum);
    }

    private static bool TryReadNumber(string text, out double value)
    {
        bool isNegative = text.StartsWith("-", StringComparison.Ordinal);
        string magnitude = isNegative ? text.Substring(1) : text;
        bool isNumber = double.TryParse(magnitude, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
        if (magnitude == "inf")
        {
            (value, isNumber) = (double.PositiveInfinity, true);
        }

        value = isNegative ? -value : value;
        return isNumber && !double.IsNaN(value);
    }

    private static HyperModel Fail(GlslText file, StructMember member, GlslType type, string remark)
    {
        file.Report(KernelDiagnostics.HyperComment, member.Name.Span, member.Name.Text, remark);
        return new(member.Name.Text, type, 0, NumberRange.Everything, "");
    }
}
