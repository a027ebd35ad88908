using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>The folder of one trial. Nothing else writes there.</summary>
/// <param name="path">The folder.</param>
/// <param name="files">Writes.</param>
public sealed class TrialFolder(string path, DurableFiles files)
{
    private const string WeightsName = "weights.safetensors";

    private string DescriptionPath => Path.Combine(path, "trial.json");

    private string WeightsPath => Path.Combine(path, WeightsName);

    private string ResultPath => Path.Combine(path, "result.json");

    /// <summary>The metrics, one line for each evaluation.</summary>
    public string MetricsPath => Path.Combine(path, "metrics.jsonl");

    /// <summary>Whether the folder's description says that batch losses are logged; null when there is no (whole) description.</summary>
    public bool? LogsUpdates()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(DescriptionPath));
            return document.RootElement.GetProperty("log_updates").GetBoolean();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The trial's description as it is stored, for those who show it; null when there is no (whole) one.</summary>
    public JsonDocument? ReadDescription()
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(DescriptionPath));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Makes the folder and describes the trial in it.</summary>
    public void Describe(StudyPlan plan, Trial trial, bool logUpdates)
    {
        files.CreateFolder(path);
        files.Replace(DescriptionPath, stream => TrialDescription.Write(stream, plan, trial, logUpdates));
    }

    /// <summary>Whether all is there that lies in the folder from a trial's beginning on.</summary>
    public bool IsWhole => File.Exists(DescriptionPath) && File.Exists(MetricsPath);

    /// <summary>The result; null when the trial has not ended.</summary>
    /// <exception cref="SweepException">It is damaged, or what was measured on the way to it is gone (exit code 5).</exception>
    public TrialResult? ReadResult()
    {
        TrialResult? result = File.Exists(ResultPath) ? TrialResult.Read(ResultPath) : null;
        return result?.Last is null || File.Exists(MetricsPath)
            ? result
            : throw new SweepException(ExitCode.Results, $"{MetricsPath} is missing. 'sweep run' keeps the trial's folder under another name and computes it again.");
    }

    /// <summary>Publishes the result: from now on the trial has ended.</summary>
    public void Publish(TrialResult result, string metric) => files.Replace(ResultPath, stream => result.Write(stream, metric));

    /// <summary>Takes the result back, if there is one, to try the trial again.</summary>
    public void DeleteResult()
    {
        if (File.Exists(ResultPath))
        {
            files.Delete(ResultPath);
        }
    }

    /// <summary>Writes the weights before the first update.</summary>
    public void WriteInitialWeights(ImmutableArray<NamedTensor> weights) => WriteWeights("initial.safetensors", weights);

    /// <summary>Writes the weights after the last update: those that were measured, and those that were trained where they are others.</summary>
    public void WriteFinalWeights(FinishedTrial trial)
    {
        WriteWeights(WeightsName, trial.Weights);
        if (!trial.RawWeights.IsEmpty)
        {
            WriteWeights("raw_weights.safetensors", trial.RawWeights);
        }
    }

    /// <summary>When the folder was described, which is when its trial began; 1970 when it was not.</summary>
    public DateTimeOffset DescribedAt => File.Exists(DescriptionPath) ? new DateTimeOffset(File.GetLastWriteTimeUtc(DescriptionPath)) : DateTimeOffset.UnixEpoch;

    /// <summary>The network and its weights after the last update.</summary>
    /// <exception cref="SweepException">They are missing or damaged (exit code 5).</exception>
    public StoredModel ReadModel() => StoredModel.Read(DescriptionPath, WeightsPath);

    /// <summary>Copies the file of the weights after the last update.</summary>
    /// <exception cref="SweepException">They are missing or damaged (exit code 5).</exception>
    public void CopyWeights(string to)
    {
        // A damaged file is not handed on.
        ReadModel();
        File.Copy(WeightsPath, to);
    }

    /// <summary>Starts the metrics anew.</summary>
    public MetricsFile CreateMetrics() => MetricsFile.Create(MetricsPath, files);

    /// <summary>Opens the metrics to go on from a mark; null when they do not hold what the mark says.</summary>
    public MetricsFile? ContinueMetrics(MetricsMark mark) => MetricsFile.Continue(MetricsPath, mark, files);

    /// <summary>The evaluations so far.</summary>
    public IReadOnlyList<Evaluation> ReadEvaluations() => File.Exists(MetricsPath) ? [.. MetricsReader.Evaluations(MetricsPath)] : [];

    /// <summary>The trial's checkpoint.</summary>
    public CheckpointFolder Checkpoint(Trial trial, TrainingEnvironment environment) => new(Path.Combine(path, "checkpoint"), trial.Id, environment, files);

    /// <summary>Keeps all of the trial under another name, so that it can be computed again and nothing is lost.</summary>
    /// <returns>The folder it is kept in.</returns>
    public string SetAside()
    {
        int number = 1;
        string kept;
        do
        {
            kept = $"{path}.damaged-{number++}";
        }
        while (Directory.Exists(kept));
        files.Rename(path, kept);
        return kept;
    }

    /// <summary>Deletes all of the trial.</summary>
    public void Delete() => files.DeleteFolder(path);

    private void WriteWeights(string name, ImmutableArray<NamedTensor> weights) =>
        files.Replace(Path.Combine(path, name), stream => SafetensorsWriter.Write(stream, weights));
}
