using System.Collections.Immutable;
using System.Text.Json;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>What <c>checkpoint/manifest.json</c> says: the newest state, the one before it, and whom they belong to.</summary>
/// <param name="Trial">Identity of the trial.</param>
/// <param name="Environment">What the trial ran on: a state goes on to the same bits there only.</param>
/// <param name="States">One or two states, the newest first.</param>
internal sealed record CheckpointManifest(string Trial, TrainingEnvironment Environment, ImmutableArray<StoredState> States)
{
    private const int Format = 1;

    /// <summary>Writes the manifest as JSON.</summary>
    public void Write(Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("trial", Trial);
        EnvironmentJson.Write(json, "environment", Environment);
        json.WriteStartArray("states");
        foreach (StoredState state in States)
        {
            state.Write(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="CheckpointException">It is damaged or of another format.</exception>
    public static CheckpointManifest Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            int format = root.GetProperty("format").GetInt32();
            if (format != Format)
            {
                throw new CheckpointException($"{path} has format {format} and this program reads format {Format}.");
            }

            CheckpointManifest manifest = new(
                root.GetProperty("trial").GetString() ?? "",
                EnvironmentJson.Read(root.GetProperty("environment")),
                [.. root.GetProperty("states").EnumerateArray().Select(StoredState.Read)]);
            return manifest.States.IsEmpty ? throw new CheckpointException($"{path} names no state.") : manifest;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CheckpointException($"{path} is damaged: {error.Message}");
        }
    }
}
