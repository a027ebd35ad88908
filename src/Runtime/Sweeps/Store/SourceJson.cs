using System.Text.Json;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>An <see cref="ExperimentSource"/> in <c>sweep.json</c>: results tell by themselves which question they answer, whatever became of the YAML.</summary>
internal static class SourceJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, string key, ExperimentSource source)
    {
        json.WriteStartObject(key);
        json.WriteString("file", source.FileName);
        json.WriteString("text", source.Text);
        json.WriteStartArray("warnings");
        foreach (MethodWarning warning in source.Warnings)
        {
            json.WriteStartObject();
            json.WriteString("rule", warning.Rule);
            json.WriteString("title", warning.Title);
            json.WriteString("message", warning.Message);
            json.WriteNumber("line", warning.Line);
            json.WriteNumber("column", warning.Column);
            if (warning.Accepted is not null)
            {
                json.WriteString("accepted", warning.Accepted);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads the object.</summary>
    public static ExperimentSource Read(JsonElement json) => new(
        Text(json, "file"), Text(json, "text"), [.. json.GetProperty("warnings").EnumerateArray().Select(ReadWarning)]);

    private static MethodWarning ReadWarning(JsonElement json) => new(
        Text(json, "rule"),
        Text(json, "title"),
        Text(json, "message"),
        json.GetProperty("line").GetInt32(),
        json.GetProperty("column").GetInt32(),
        json.TryGetProperty("accepted", out JsonElement accepted) ? accepted.GetString() : null);

    private static string Text(JsonElement json, string key) => json.GetProperty(key).GetString() ?? "";
}
