using System.Globalization;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>A range in words, and as a C# condition.</summary>
internal static class RangeText
{
    public static string Describe(RangeModel range) => (double.IsInfinity(range.Minimum), double.IsInfinity(range.Maximum)) switch
    {
        (true, true) => "a finite number",
        (false, true) => $"{(range.IncludesMinimum ? "at least" : "more than")} {Number(range.Minimum)}",
        (true, false) => $"{(range.IncludesMaximum ? "at most" : "less than")} {Number(range.Maximum)}",
        _ => $"in {(range.IncludesMinimum ? '[' : '(')}{Number(range.Minimum)}, {Number(range.Maximum)}{(range.IncludesMaximum ? ']' : ')')}",
    };

    /// <summary>The condition that a value lies in the range; null when every value of its type does.</summary>
    /// <param name="value">An expression of type float or int.</param>
    public static string? Condition(string value, RangeModel range, bool isFloat)
    {
        string low = Bound(range.IncludesMinimum ? ">=" : ">", range.Minimum, isFloat);
        string high = Bound(range.IncludesMaximum ? "<=" : "<", range.Maximum, isFloat);
        string conditions = string.Join(" and ", new[] { low, high }.Where(bound => bound.Length > 0));
        return conditions.Length == 0 ? null : $"{value} is {conditions}";
    }

    private static string Bound(string comparison, double bound, bool isFloat)
    {
        if (!isFloat)
        {
            // The compiler warns of a comparison that holds for every int.
            return bound is int.MinValue or int.MaxValue ? "" : $"{comparison} {Number(bound)}";
        }

        float rounded = (float)bound;
        return float.IsInfinity(rounded)
            ? $"{comparison.TrimEnd('=')} float.{(rounded > 0 ? "Positive" : "Negative")}Infinity"
            : $"{comparison} {Number(rounded)}f";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
