using System.Text.Json.Nodes;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>A study's results on disk, as others would read them.</summary>
/// <param name="folder">The study's folder.</param>
internal sealed class StudyFiles(string folder)
{
    private static readonly string[] WallClock = ["train_seconds", "eval_seconds"];

    // What beside seconds may differ between runs that did the same: where and beside what else a trial ran.
    private static readonly string[] Circumstances = ["packed_trials", "memory_bytes", "environment"];

    /// <summary>The folders of all trials, by name.</summary>
    public string[] Trials => [.. Directory.GetDirectories(Path.Combine(folder, "trials")).Order(StringComparer.Ordinal)];

    /// <summary>Bytes of all metrics.</summary>
    public long MetricsBytes => Trials.Sum(trial => new FileInfo(Path.Combine(trial, "metrics.jsonl")).Length);

    /// <summary>The identities of the study's current trials, in its order.</summary>
    public string[] Listed =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "sweep.json")))!["trials"]!.AsArray().Select(trial => (string)trial!["id"]!)];

    /// <summary>All that must be the same when a study is repeated: how each trial ended, metrics without seconds, initial and final weights.</summary>
    public SortedDictionary<string, string> Reproducible()
    {
        SortedDictionary<string, string> contents = new(StringComparer.Ordinal);
        foreach (string trial in Trials)
        {
            string name = Path.GetFileName(trial);
            contents[$"{name}/result"] = Without(Result(trial), [.. WallClock, .. Circumstances]);
            contents[$"{name}/metrics"] = string.Join('\n', Metrics(trial).Select(line => Without(line, WallClock)));

            // A trial that was pruned has no final weights.
            foreach (string file in new[] { "initial.safetensors", "weights.safetensors" }.Where(file => File.Exists(Path.Combine(trial, file))))
            {
                contents[$"{name}/{file}"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(trial, file))));
            }
        }

        return contents;
    }

    /// <summary>The lines of a trial's metrics.</summary>
    public static JsonObject[] Metrics(string trial) =>
        [.. File.ReadLines(Path.Combine(trial, "metrics.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>A trial's result.</summary>
    public static JsonObject Result(string trial) => JsonNode.Parse(File.ReadAllText(Path.Combine(trial, "result.json")))!.AsObject();

    private static string Without(JsonObject line, string[] keys)
    {
        foreach (string key in keys)
        {
            line.Remove(key);
        }

        return line.ToJsonString();
    }
}
