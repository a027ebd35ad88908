using System.Text.Json;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Reads a <c>metrics.jsonl</c>, also while it is being written: a last line without its end is not there yet. A bad line before it is damage.</summary>
public static class MetricsReader
{
    /// <summary>The evaluations of a trial, in order.</summary>
    /// <exception cref="SweepException">A line is damaged (exit code 5).</exception>
    public static IEnumerable<Evaluation> Evaluations(string path) => Lines(path, EvaluationJson.Read).OfType<Evaluation>();

    /// <summary>The batch losses of a trial that logged them, by update.</summary>
    /// <exception cref="SweepException">A line is damaged (exit code 5).</exception>
    public static IEnumerable<(long Update, double Loss)> BatchLosses(string path) =>
        Lines(path, json => json.TryGetProperty("batch_loss", out JsonElement loss) ? ((long, double)?)(json.GetProperty("update").GetInt64(), JsonFloat.Read(loss)) : null)
            .Where(line => line is not null).Select(line => line!.Value);

    private static IEnumerable<T> Lines<T>(string path, Func<JsonElement, T> read)
    {
        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        string text = reader.ReadToEnd();
        int number = 0;
        for (int start = 0, end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
        {
            number++;
            yield return Parse(text.AsMemory(start, end - start), read, path, number);
        }
    }

    private static T Parse<T>(ReadOnlyMemory<char> line, Func<JsonElement, T> read, string path, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SweepException(ExitCode.Results, $"{path} is damaged in line {number}: {error.Message} Delete the trial's folder, or run with --fresh, to compute it again.", error);
        }
    }
}
