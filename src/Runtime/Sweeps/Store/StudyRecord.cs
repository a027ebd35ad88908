using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>What was run, as <c>sweep.json</c> tells it: all that is needed to read the trials again without the experiment.</summary>
public sealed record StudyRecord
{
    private const int Format = 1;

    /// <summary>Name of the experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>Its question; null when it has none.</summary>
    public string? Description { get; init; }

    /// <summary>What points are judged by.</summary>
    public required MetricDefinition Metric { get; init; }

    /// <summary>What trainings were to reach; null for nothing.</summary>
    public GoalDefinition? Goal { get; init; }

    /// <summary>What the last run was on.</summary>
    public required TrainingEnvironment Environment { get; init; }

    /// <summary>The data.</summary>
    public required DataDescription Data { get; init; }

    /// <summary>Hash of the identities of all trials: equal for equal experiments with equal overrides.</summary>
    public required string Hash { get; init; }

    /// <summary>The current trials, in the order of the sweep. Folders of other trials are of earlier versions of the experiment, or of other overrides.</summary>
    public required ImmutableArray<TrialRecord> Trials { get; init; }

    /// <summary>The budgets at which each trial is judged, such as <c>epochs=25</c>; empty where it is judged at the end of its single one.</summary>
    public ImmutableArray<string> Budgets { get; init; } = [];

    /// <summary>What is searched inside each point; null for nothing.</summary>
    public TuneRecord? Tune { get; init; }

    /// <summary>How often the study is looked at, at most, to decide whether to add seeds; 1 where their number is fixed.</summary>
    public int Looks { get; init; } = 1;

    /// <summary>The tile that each product of the last run was made with, by the product's text; results do not depend on it.</summary>
    public ImmutableSortedDictionary<string, string> Tiles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Options of <c>sweep run</c> that set something instead of the YAML, such as <c>--epochs 2</c>; empty where there were none.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>The YAML that was run; null where that is not known.</summary>
    public ExperimentSource? Source { get; init; }

    /// <summary>How the pixels of each channel become inputs of the networks.</summary>
    /// <exception cref="SweepException">The record does not say (exit code 5).</exception>
    public ImmutableArray<PixelScaling> InputScaling() => Data.Scaling.IsEmpty
        ? throw new SweepException(
            ExitCode.Results, $"sweep.json does not say how pixels become inputs, as an earlier version wrote it. 'sweep run {Experiment}' writes it anew, and keeps what is trained.")
        : Data.Scaling;

    /// <summary>Writes the record.</summary>
    public void Write(Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("experiment", Experiment);
        json.WriteString("description", Description);
        json.WriteString("hash", Hash);
        MetricJson.Write(json, "metric", Metric);
        Tune?.Write(json, "tune");
        if (Looks > 1)
        {
            json.WriteNumber("looks", Looks);
        }

        if (Goal is not null)
        {
            json.WriteStartObject("goal");
            GoalJson.WriteMembers(json, Goal);
            json.WriteEndObject();
        }

        if (!Budgets.IsEmpty)
        {
            json.WriteStartArray("budgets");
            foreach (string budget in Budgets)
            {
                json.WriteStringValue(budget);
            }

            json.WriteEndArray();
        }

        EnvironmentJson.Write(json, "environment", Environment);
        DataJson.Write(json, "data", Data);
        json.WriteStartObject("tiles");
        foreach ((string product, string tile) in Tiles)
        {
            json.WriteString(product, tile);
        }

        json.WriteEndObject();
        if (Arguments.Length > 0)
        {
            json.WriteString("arguments", Arguments);
        }

        if (Source is not null)
        {
            SourceJson.Write(json, "source", Source);
        }

        json.WriteStartArray("trials");
        foreach (TrialRecord trial in Trials)
        {
            json.WriteStartObject();
            json.WriteString("id", trial.Id);
            ParameterJson.Write(json, "parameters", trial.Parameters);
            json.WriteNumber("seed", trial.Seed);
            if (trial.IsTuning)
            {
                json.WriteBoolean("tuning", true);
            }

            if (trial.Budget is { } budget)
            {
                json.WriteString("budget", budget);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a record.</summary>
    /// <exception cref="SweepException">It is damaged or of another format (exit code 5).</exception>
    public static StudyRecord Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SweepException(ExitCode.Results, $"{path} is damaged: {error.Message} Running the experiment writes it anew; finished trials are kept.", error);
        }
    }

    private static StudyRecord Read(JsonElement root)
    {
        int format = root.GetProperty("format").GetInt32();
        if (format != Format)
        {
            throw new FormatException($"it has format {format} and this program reads format {Format}.");
        }

        return new StudyRecord
        {
            Experiment = root.GetProperty("experiment").GetString() ?? "",
            Description = root.GetProperty("description").GetString(),
            Hash = root.GetProperty("hash").GetString() ?? "",
            Metric = MetricJson.Read(root.GetProperty("metric")),
            Tune = root.TryGetProperty("tune", out JsonElement tune) ? TuneRecord.Read(tune) : null,
            Looks = root.TryGetProperty("looks", out JsonElement looks) ? looks.GetInt32() : 1,
            Goal = root.TryGetProperty("goal", out JsonElement goal) ? GoalJson.Read(goal) : null,
            Environment = EnvironmentJson.Read(root.GetProperty("environment")),
            Data = DataJson.Read(root.GetProperty("data")),
            Budgets = root.TryGetProperty("budgets", out JsonElement budgets) ? [.. budgets.EnumerateArray().Select(budget => budget.GetString() ?? "")] : [],
            Tiles = root.TryGetProperty("tiles", out JsonElement tiles)
                ? tiles.EnumerateObject().ToImmutableSortedDictionary(tile => tile.Name, tile => tile.Value.GetString() ?? "", StringComparer.Ordinal)
                : ImmutableSortedDictionary<string, string>.Empty,
            Arguments = root.TryGetProperty("arguments", out JsonElement arguments) ? arguments.GetString() ?? "" : "",
            Source = root.TryGetProperty("source", out JsonElement source) ? SourceJson.Read(source) : null,
            Trials = [.. root.GetProperty("trials").EnumerateArray().Select(ReadTrial)],
        };
    }

    private static TrialRecord ReadTrial(JsonElement json)
    {
        string id = json.GetProperty("id").GetString() ?? "";

        // The id names a folder; a file from elsewhere must not lead outside.
        return id.Length > 0 && id.All(char.IsAsciiHexDigitLower)
            ? new TrialRecord(
                id,
                ParameterJson.Read(json.GetProperty("parameters")),
                json.GetProperty("seed").GetInt32(),
                json.TryGetProperty("tuning", out JsonElement tuning) && tuning.GetBoolean(),
                json.TryGetProperty("budget", out JsonElement budget) ? budget.GetString() : null)
            : throw new FormatException($"'{id}' is no identity of a trial.");
    }
}

/// <summary>A trial, as <c>sweep.json</c> lists it.</summary>
/// <param name="Id">Its identity, and the name of its folder.</param>
/// <param name="Parameters">Its point.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="IsTuning">Whether it only helps to choose the value of a tuned parameter.</param>
/// <param name="Budget">The one of several budgets that it was trained for alone, such as <c>epochs=25</c>; null where it serves all.</param>
public sealed record TrialRecord(string Id, ParameterSet Parameters, int Seed, bool IsTuning = false, string? Budget = null);
