using System.Text.Json.Nodes;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>A study's results on disk, as others would read them.</summary>
/// <param name="folder">The study's folder.</param>
internal sealed class StudyFiles(string folder)
{
    private static readonly string[] WallClock = ["train_seconds", "eval_seconds"];

    /// <summary>The folders of all trials, by name.</summary>
    public string[] Trials => [.. Directory.GetDirectories(Path.Combine(folder, "trials")).Order(StringComparer.Ordinal)];

    /// <summary>All that must be the same when a study is repeated: metrics without seconds, initial and final weights.</summary>
    public SortedDictionary<string, string> Reproducible()
    {
        SortedDictionary<string, string> contents = new(StringComparer.Ordinal);
        foreach (string trial in Trials)
        {
            string name = Path.GetFileName(trial);
            contents[$"{name}/metrics"] = string.Join('\n', Metrics(trial).Select(WithoutWallClock));
            foreach (string file in new[] { "initial.safetensors", "weights.safetensors" })
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

    private static string WithoutWallClock(JsonObject line)
    {
        foreach (string key in WallClock)
        {
            line.Remove(key);
        }

        return line.ToJsonString();
    }
}
