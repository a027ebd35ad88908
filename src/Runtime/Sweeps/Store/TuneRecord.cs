using System.Collections.Immutable;
using System.Text.Json;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>What is searched inside each point of a study, as <c>sweep.json</c> tells it.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Following">It and the parameters that are computed from it.</param>
/// <param name="Metric">What its values are judged by.</param>
public sealed record TuneRecord(string Parameter, ImmutableArray<string> Following, MetricDefinition Metric)
{
    /// <summary>A point without what follows from the searched parameter.</summary>
    public ParameterSet Outer(ParameterSet parameters) => new([.. parameters.Values.Where(pair => !Following.Contains(pair.Key))]);

    /// <summary>The searched parameter's value at a point.</summary>
    public ParameterValue ValueOf(ParameterSet parameters) => parameters.Values.First(pair => pair.Key == Parameter).Value;

    internal void Write(Utf8JsonWriter json, string key)
    {
        json.WriteStartObject(key);
        json.WriteString("parameter", Parameter);
        json.WriteStartArray("following");
        foreach (string name in Following)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        MetricJson.Write(json, "metric", Metric);
        json.WriteEndObject();
    }

    internal static TuneRecord Read(JsonElement json) => new(
        json.GetProperty("parameter").GetString() ?? "",
        [.. json.GetProperty("following").EnumerateArray().Select(name => name.GetString() ?? "")],
        MetricJson.Read(json.GetProperty("metric")));
}
