using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>How a trial ended: <c>result.json</c>.</summary>
public sealed record TrialResult
{
    private const string PruningKey = "pruned";

    /// <summary>How it ended.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>The last evaluation; null when there was none.</summary>
    public Evaluation? Last { get; init; }

    /// <summary>The trial as it stood at each of several budgets that it came to, in the order of the YAML; empty where there is a single one.</summary>
    public ImmutableArray<BudgetCut> Cuts { get; init; } = [];

    /// <summary>The update whose loss was not finite; only of a diverged trial.</summary>
    public long? DivergedAt { get; init; }

    /// <summary>Where and by what it was judged; only of a pruned trial.</summary>
    public Pruning? Pruning { get; init; }

    /// <summary>What went wrong; only of a failed trial.</summary>
    public string? Error { get; init; }

    /// <summary>What it ran on.</summary>
    public required TrainingEnvironment Environment { get; init; }

    /// <summary>The most trials that shared a command stream with it, itself included; no result depends on it, but seconds do.</summary>
    public int PackedTrials { get; init; } = 1;

    /// <summary>Bytes of device memory that it took; null when it never got so far.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The metric by which the sweep judges, in a trial that finished; otherwise null.</summary>
    public double? MetricOf(string metric) => Status == TrialStatus.Finished && Last is not null ? Metric.Of(Last, metric) : null;

    /// <summary>Writes the result, with the value that the sweep judges by.</summary>
    public void Write(Stream stream, string metric)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        WriteMembers(json, metric);
        json.WriteEndObject();
    }

    /// <summary>Writes the result as members of an object.</summary>
    internal void WriteMembers(Utf8JsonWriter json, string metric)
    {
        json.WriteString("status", TrialStatusWord.Of(Status));
        if (MetricOf(metric) is { } value)
        {
            JsonFloat.Write(json, "metric", value);
        }
        else
        {
            json.WriteNull("metric");
        }

        json.WriteString("metric_name", metric);
        if (DivergedAt is { } update)
        {
            json.WriteNumber("diverged_at_update", update);
        }

        Pruning?.Write(json, PruningKey);
        if (Error is not null)
        {
            json.WriteString("error", Error);
        }

        if (Last is not null)
        {
            EvaluationJson.WriteMembers(json, Last);
        }

        WriteCuts(json);
        json.WriteNumber("packed_trials", PackedTrials);
        if (MemoryBytes is { } bytes)
        {
            json.WriteNumber("memory_bytes", bytes);
        }

        EnvironmentJson.Write(json, "environment", Environment);
    }

    /// <summary>Reads a result.</summary>
    /// <exception cref="SweepException">It is damaged (exit code 5).</exception>
    public static TrialResult Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return new TrialResult
            {
                Status = TrialStatusWord.Parse(root.GetProperty("status").GetString()),
                Last = EvaluationJson.Read(root),
                Cuts = root.TryGetProperty("cuts", out JsonElement cuts) ? [.. cuts.EnumerateObject().Select(ReadCut)] : [],
                DivergedAt = root.TryGetProperty("diverged_at_update", out JsonElement update) ? update.GetInt64() : null,
                Pruning = root.TryGetProperty(PruningKey, out JsonElement pruned) ? Pruning.Read(pruned) : null,
                Error = root.TryGetProperty("error", out JsonElement error) ? error.GetString() : null,
                Environment = EnvironmentJson.Read(root.GetProperty("environment")),

                // Results of earlier versions do not say.
                PackedTrials = root.TryGetProperty("packed_trials", out JsonElement packed) ? packed.GetInt32() : 1,
                MemoryBytes = root.TryGetProperty("memory_bytes", out JsonElement bytes) ? bytes.GetInt64() : null,
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SweepException(ExitCode.Results, $"{path} is damaged: {error.Message} 'sweep run' keeps the trial's folder under another name and computes it again.", error);
        }
    }

    private void WriteCuts(Utf8JsonWriter json)
    {
        if (Cuts.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("cuts");
        foreach (BudgetCut cut in Cuts)
        {
            json.WriteStartObject(cut.Budget);
            EvaluationJson.WriteMembers(json, cut.Evaluation);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static BudgetCut ReadCut(JsonProperty cut) => new(cut.Name, EvaluationJson.Read(cut.Value) ?? throw new FormatException($"cut '{cut.Name}' has no evaluation."));
}
