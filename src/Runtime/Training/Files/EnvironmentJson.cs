using System.Text.Json;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>A <see cref="TrainingEnvironment"/> as JSON.</summary>
public static class EnvironmentJson
{
    /// <summary>Writes it as an object.</summary>
    public static void Write(Utf8JsonWriter json, string key, TrainingEnvironment environment)
    {
        json.WriteStartObject(key);
        json.WriteString("device", environment.Device);
        json.WriteString("driver", environment.Driver);
        json.WriteString("version", environment.Version);
        json.WriteString("kernels", environment.Kernels);
        json.WriteEndObject();
    }

    /// <summary>Reads such an object.</summary>
    public static TrainingEnvironment Read(JsonElement json) => new(
        json.GetProperty("device").GetString() ?? "",
        json.GetProperty("driver").GetString() ?? "",
        json.GetProperty("version").GetString() ?? "",
        json.GetProperty("kernels").GetString() ?? "");
}
