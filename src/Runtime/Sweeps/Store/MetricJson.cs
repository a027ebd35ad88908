using System.Text.Json;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>What points are judged by, as a JSON object.</summary>
internal static class MetricJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, string key, MetricDefinition metric)
    {
        json.WriteStartObject(key);
        json.WriteString("name", metric.Name);
        json.WriteString("goal", metric.Goal == MetricGoal.Minimize ? "minimize" : "maximize");
        if (metric.Target is { } target)
        {
            json.WriteNumber("target", target);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads such an object.</summary>
    public static MetricDefinition Read(JsonElement json) => new(
        json.GetProperty("name").GetString() ?? "",
        json.GetProperty("goal").GetString() == "minimize" ? MetricGoal.Minimize : MetricGoal.Maximize,
        json.TryGetProperty("target", out JsonElement target) ? target.GetDouble() : null);
}
