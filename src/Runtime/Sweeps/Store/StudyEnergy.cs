using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Energy;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>The energy that a study took, as <c>profile/energy.json</c> tells it.</summary>
/// <param name="Uses">That of each device and source, of all runs together.</param>
public sealed record StudyEnergy(ImmutableArray<EnergyUse> Uses)
{
    private const int Format = 1;

    /// <summary>That of one more run added.</summary>
    public StudyEnergy With(IEnumerable<EnergyUse> run) => new(
        [.. Uses.Concat(run).GroupBy(use => (use.Device, use.Source)).Select(group => new EnergyUse(group.Key.Device, group.Key.Source, group.Sum(use => use.Joules), group.Sum(use => use.Seconds)))]);

    internal void Write(Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteStartArray("energy");
        foreach (EnergyUse use in Uses)
        {
            Write(json, use);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, EnergyUse use)
    {
        json.WriteStartObject();
        json.WriteString("device", use.Device);
        json.WriteString("source", use.Source);
        json.WriteNumber("joules", use.Joules);
        json.WriteNumber("seconds", use.Seconds);
        json.WriteEndObject();
    }

    /// <summary>Reads the file; nothing where it is none of this version's.</summary>
    internal static StudyEnergy Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return new StudyEnergy(root.GetProperty("format").GetInt32() == Format ? [.. root.GetProperty("energy").EnumerateArray().Select(ReadUse)] : []);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new StudyEnergy([]);
        }
    }

    private static EnergyUse ReadUse(JsonElement json) => new(
        json.GetProperty("device").GetString() ?? "",
        json.GetProperty("source").GetString() ?? "",
        json.GetProperty("joules").GetDouble(),
        json.GetProperty("seconds").GetDouble());
}
