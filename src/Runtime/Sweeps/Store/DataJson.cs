using System.Text.Json;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>A <see cref="DataDescription"/> as an object of <c>sweep.json</c>: with it a trained network can be used where the data are not.</summary>
internal static class DataJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, string key, DataDescription data)
    {
        json.WriteStartObject(key);
        json.WriteNumber("train_examples", data.TrainExamples);
        json.WriteNumber("validation_examples", data.ValidationExamples);
        json.WriteNumber("test_examples", data.TestExamples);
        json.WriteString("fingerprint", data.Fingerprint);
        json.WriteStartArray("classes");
        foreach (string name in data.ClassNames)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("pixel_scaling");
        foreach (PixelScaling channel in data.Scaling)
        {
            json.WriteStartObject();
            json.WriteNumber("scale", channel.Scale);
            json.WriteNumber("offset", channel.Offset);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads the object. Earlier versions did not name classes and scaling.</summary>
    public static DataDescription Read(JsonElement json) => new(
        json.GetProperty("train_examples").GetInt32(),
        json.GetProperty("validation_examples").GetInt32(),
        json.GetProperty("test_examples").GetInt32(),
        json.GetProperty("fingerprint").GetString() ?? "")
    {
        ClassNames = json.TryGetProperty("classes", out JsonElement classes) ? [.. classes.EnumerateArray().Select(name => name.GetString() ?? "")] : [],
        Scaling = json.TryGetProperty("pixel_scaling", out JsonElement scaling)
            ? [.. scaling.EnumerateArray().Select(channel => new PixelScaling(channel.GetProperty("scale").GetDouble(), channel.GetProperty("offset").GetDouble()))]
            : [],
    };
}
