using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Reports.Figures;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>Writes points into the page's data: parameters in the order of the axes, how they stand, and estimates over seeds.</summary>
internal static class PointDocument
{
    /// <summary>Writes all points of an analysis.</summary>
    public static void WriteAll(Utf8JsonWriter json, string key, StudyAnalysis analysis, ImmutableArray<ParameterAxis> axes)
    {
        PointLabels labels = new(analysis.Points);
        json.WriteStartArray(key);
        foreach (PointSummary point in analysis.Points)
        {
            json.WriteStartObject();
            json.WriteString("label", labels.Full(point));
            json.WriteString("short", labels.Short(point));
            json.WriteStartArray("parameters");
            foreach (ParameterAxis axis in axes)
            {
                Write(json, axis.ValueIn(point.Parameters));
            }

            json.WriteEndArray();
            json.WriteString("standing", analysis.StandingOf(point).ToString().ToLowerInvariant());
            json.WriteNumber("trials", point.Trials.Length);
            json.WriteNumber("diverged", point.Diverged);
            json.WriteNumber("pruned", point.Pruned);
            json.WriteNumber("failed", point.Failed);
            json.WriteNumber("missing", point.Missing);
            Write(json, "metric", point.Estimate);
            if (analysis.Comparisons.TryGetValue(point, out PairedComparison comparison))
            {
                Write(json, "deficit", comparison.Deficit);
                CompactNumber.Write(json, "p_value", comparison.AdjustedPValue);
            }

            json.WriteStartObject("estimates");
            foreach (Quantity quantity in Quantity.All)
            {
                Write(json, quantity.Name, point.Of(quantity.Of));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a parameter's value; null for one that a point lacks.</summary>
    public static void Write(Utf8JsonWriter json, ParameterValue? value)
    {
        switch (value?.Value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long integer:
                json.WriteNumberValue(integer);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    internal static void Write(Utf8JsonWriter json, string key, Estimate? estimate)
    {
        if (estimate is not { } known)
        {
            return;
        }

        json.WriteStartObject(key);
        CompactNumber.Write(json, "mean", known.Mean);
        CompactNumber.Write(json, "low", known.Interval?.Low);
        CompactNumber.Write(json, "high", known.Interval?.High);
        json.WriteNumber("count", known.Count);
        json.WriteEndObject();
    }
}
