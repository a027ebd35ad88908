using System.Text.Json;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>A <see cref="TrainingEnvironment"/> as JSON.</summary>
public static class EnvironmentJson
{
    /// <summary>Writes it as an object.</summary>
    public static void Write(Utf8JsonWriter json, string key, TrainingEnvironment environment)
    {
        json.WriteStartObject(key);
        WriteMembers(json, environment);
        json.WriteEndObject();
    }

    /// <summary>Writes it as members of an object.</summary>
    public static void WriteMembers(Utf8JsonWriter json, TrainingEnvironment environment)
    {
        json.WriteString("device", environment.Device);
        json.WriteString("driver", environment.Driver);
        json.WriteString("version", environment.Version);
        json.WriteString("kernels", environment.Kernels);
        if (environment.MatrixUnit is { } unit)
        {
            json.WriteString("matrix_unit", unit);
        }
    }

    /// <summary>Reads such an object.</summary>
    public static TrainingEnvironment Read(JsonElement json) => new(
        json.GetProperty("device").GetString() ?? "",
        json.GetProperty("driver").GetString() ?? "",
        json.GetProperty("version").GetString() ?? "",
        json.GetProperty("kernels").GetString() ?? "")
    {
        MatrixUnit = json.TryGetProperty("matrix_unit", out JsonElement unit) ? unit.GetString() : null,
    };
}
