using System.Text.Json;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>A state as the manifest describes it.</summary>
/// <param name="File">Name of the safetensors file beside the manifest.</param>
/// <param name="Sha256">Hash of that file.</param>
/// <param name="Counters">The checkpoint, without its tensors.</param>
/// <param name="Metrics">How far the trial's metrics reached when it was taken.</param>
internal sealed record StoredState(string File, string Sha256, TrialCheckpoint Counters, MetricsMark Metrics)
{
    /// <summary>Writes one entry of the manifest.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", File);
        json.WriteString("sha256", Sha256);
        json.WriteNumber("update", Counters.Update);
        json.WriteNumber("epoch", Counters.Epoch);
        json.WriteNumber("position", Counters.Position);
        json.WriteNumber("examples", Counters.Examples);
        json.WriteNumber("train_seconds", Counters.TrainSeconds);
        json.WriteNumber("eval_seconds", Counters.EvaluationSeconds);
        json.WriteNumber("metrics_bytes", Metrics.Bytes);
        json.WriteString("metrics_sha256", Metrics.Sha256);
        json.WriteEndObject();
    }

    /// <summary>Reads one entry of the manifest.</summary>
    public static StoredState Read(JsonElement json) => new(
        SafeName(json.GetProperty("file").GetString() ?? ""),
        json.GetProperty("sha256").GetString() ?? "",
        new TrialCheckpoint
        {
            Update = json.GetProperty("update").GetInt64(),
            Epoch = json.GetProperty("epoch").GetInt64(),
            Position = json.GetProperty("position").GetInt64(),
            Examples = json.GetProperty("examples").GetInt64(),
            TrainSeconds = json.GetProperty("train_seconds").GetDouble(),
            EvaluationSeconds = json.GetProperty("eval_seconds").GetDouble(),
            Tensors = [],
        },
        new MetricsMark(json.GetProperty("metrics_bytes").GetInt64(), json.GetProperty("metrics_sha256").GetString() ?? ""));

    // A manifest from elsewhere must not lead outside its folder.
    private static string SafeName(string name) =>
        name.Length > 0 && name == Path.GetFileName(name) && name is not ("." or "..") ? name : throw new FormatException($"'{name}' is no file name.");
}

/// <summary>A length of a metrics file and the hash of that many bytes.</summary>
/// <param name="Bytes">The length.</param>
/// <param name="Sha256">The hash.</param>
public readonly record struct MetricsMark(long Bytes, string Sha256);
