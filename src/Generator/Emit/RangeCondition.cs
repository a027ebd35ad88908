using System.Globalization;
using SweepDsl.Dsl;

namespace SweepDsl.Generator.Emit;

/// <summary>A range as a C# condition.</summary>
internal static class RangeCondition
{
    /// <summary>The condition that a value lies in the range; null when every value of its type does.</summary>
    /// <param name="value">An expression of type float or int.</param>
    public static string? Write(string value, NumberRange range, bool isFloat)
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
            return bound is <= int.MinValue or >= int.MaxValue ? "" : $"{comparison} {Number(bound)}";
        }

        float rounded = (float)bound;
        return float.IsInfinity(rounded)
            ? $"{comparison.TrimEnd('=')} float.{(rounded > 0 ? "Positive" : "Negative")}Infinity"
            : $"{comparison} {Number(rounded)}f";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
