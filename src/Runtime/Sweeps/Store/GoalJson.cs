using System.Text.Json;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>A <see cref="GoalDefinition"/> as members of a JSON object.</summary>
internal static class GoalJson
{
    /// <summary>Writes the members.</summary>
    public static void WriteMembers(Utf8JsonWriter json, GoalDefinition goal)
    {
        json.WriteString("metric", goal.Metric.Name);
        json.WriteString("goal", goal.Metric.Goal == MetricGoal.Minimize ? "minimize" : "maximize");
        JsonFloat.Write(json, "value", goal.Value);
    }

    /// <summary>Reads the members.</summary>
    public static GoalDefinition Read(JsonElement json) => new(
        new MetricDefinition(json.GetProperty("metric").GetString() ?? "", json.GetProperty("goal").GetString() == "minimize" ? MetricGoal.Minimize : MetricGoal.Maximize),
        JsonFloat.Read(json.GetProperty("value")));
}
