using System.Text.Json;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Where and by what a trial was judged when it was pruned.</summary>
/// <param name="Rule">The rule, with the metric it compares.</param>
/// <param name="Evaluation">After which of its evaluations, from 1.</param>
/// <param name="Value">What it had.</param>
/// <param name="Threshold">What would have let it go on.</param>
/// <param name="Compared">The number of trials it was compared with.</param>
public sealed record Pruning(string Rule, int Evaluation, double Value, double Threshold, int Compared)
{
    /// <summary>Writes it as a member of an object.</summary>
    internal void Write(Utf8JsonWriter json, string key)
    {
        json.WriteStartObject(key);
        json.WriteString("rule", Rule);
        json.WriteNumber("evaluation", Evaluation);
        JsonFloat.Write(json, "value", Value);
        JsonFloat.Write(json, "threshold", Threshold);
        json.WriteNumber("compared", Compared);
        json.WriteEndObject();
    }

    /// <summary>Reads it.</summary>
    internal static Pruning Read(JsonElement json) => new(
        json.GetProperty("rule").GetString() ?? "",
        json.GetProperty("evaluation").GetInt32(),
        JsonFloat.Read(json.GetProperty("value")),
        JsonFloat.Read(json.GetProperty("threshold")),
        json.GetProperty("compared").GetInt32());
}
