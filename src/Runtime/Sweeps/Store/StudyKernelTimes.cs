using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Where the time of a study's training steps goes, as <c>profile/kernels.json</c> tells it.</summary>
/// <param name="Environment">What it was measured on.</param>
/// <param name="Steps">Some steps of the study, the smallest first.</param>
public sealed record StudyKernelTimes(TrainingEnvironment Environment, ImmutableArray<StepKernelTimes> Steps)
{
    private const int Format = 1;

    internal void Write(Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        EnvironmentJson.Write(json, "environment", Environment);
        json.WriteStartArray("steps");
        foreach (StepKernelTimes step in Steps)
        {
            step.Write(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads the file; null where it is none of this version's.</summary>
    internal static StudyKernelTimes? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return root.GetProperty("format").GetInt32() == Format
                ? new StudyKernelTimes(EnvironmentJson.Read(root.GetProperty("environment")), [.. root.GetProperty("steps").EnumerateArray().Select(StepKernelTimes.Read)])
                : null;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
