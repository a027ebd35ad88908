using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SweepDsl.Runtime.Reports.Exports.Tables;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports.Mlflow;

/// <summary>
/// A study as MLflow's file store (<c>mlflow ui --backend-store-uri FOLDER</c>): an experiment with a run for each trial, of each run <c>meta.yaml</c>, and a file for each parameter, tag and
/// metric. Identities are hashes, so that an export repeated is the same.
/// </summary>
internal static class MlflowFolder
{
    private const int RunningStatus = 1;
    private const int FinishedStatus = 3;
    private const int FailedStatus = 4;
    private const int KilledStatus = 5;
    private const int LocalSource = 4;

    /// <summary>Writes the folder's contents.</summary>
    /// <param name="folder">Where they are written.</param>
    /// <param name="place">Where the folder will be, which runs say of their artifacts.</param>
    /// <param name="study">The study.</param>
    public static void Write(string folder, string place, StudyExport study)
    {
        StudyRecord record = study.Record;
        string id = ExperimentId(record);
        string experiment = Path.Combine(folder, id);
        string location = $"{new Uri(Path.GetFullPath(place)).AbsoluteUri.TrimEnd('/')}/{id}";
        long created = long.MaxValue;
        Directory.CreateDirectory(experiment);
        foreach (StoredTrial trial in study.WholeTrials)
        {
            IReadOnlyList<Evaluation> evaluations = study.EvaluationsOf(trial);
            if (trial.Result is not null || evaluations.Count > 0)
            {
                long began = study.FolderOf(trial).DescribedAt.ToUnixTimeMilliseconds();
                WriteRun(experiment, location, record, new Run(id, trial, evaluations, began));
                created = Math.Min(created, began);
            }
        }

        created = created == long.MaxValue ? 0 : created;
        WriteText(
            Path.Combine(experiment, "meta.yaml"),
            $"""
            artifact_location: {YamlText.Quote(location)}
            creation_time: {created}
            experiment_id: '{id}'
            last_update_time: {created}
            lifecycle_stage: active
            name: {YamlText.Quote(record.Experiment)}

            """);
        WriteText(Path.Combine(experiment, "tags", "mlflow.note.content"), record.Description ?? "");
    }

    private static void WriteRun(string experiment, string location, StudyRecord record, Run run)
    {
        string id = Hash($"{record.Experiment}\n{run.Trial.Trial.Id}", digits: 32);
        string folder = Path.Combine(experiment, id);
        string end = run.Trial.Result is null ? "null" : TimeOf(run.Evaluations.LastOrDefault(), run.Began).ToString(CultureInfo.InvariantCulture);
        string name = RunName.Of(run.Trial.Trial);
        foreach (string part in (string[])["artifacts", "metrics", "params", "tags"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        WriteText(
            Path.Combine(folder, "meta.yaml"),
            $"""
            artifact_uri: {YamlText.Quote($"{location}/{id}/artifacts")}
            end_time: {end}
            entry_point_name: ''
            experiment_id: '{run.Experiment}'
            lifecycle_stage: active
            run_id: {id}
            run_name: {YamlText.Quote(name)}
            run_uuid: {id}
            source_name: ''
            source_type: {LocalSource}
            source_version: ''
            start_time: {run.Began}
            status: {StatusOf(run.Trial.Result)}
            tags: []
            user_id: sweepdsl

            """);
        WriteParameters(Path.Combine(folder, "params"), run.Trial.Trial);
        WriteTags(Path.Combine(folder, "tags"), name, run.Trial);
        WriteMetrics(Path.Combine(folder, "metrics"), run);
    }

    private static void WriteParameters(string folder, TrialRecord trial)
    {
        foreach ((string name, ParameterValue value) in trial.Parameters.Values)
        {
            WriteText(Path.Combine(folder, StoreName.Of(name)), value.ToString());
        }

        // Of a parameter of the same name the seed's would be the only one left.
        if (trial.Parameters.Values.All(pair => pair.Key != "seed"))
        {
            WriteText(Path.Combine(folder, "seed"), trial.Seed.ToString(CultureInfo.InvariantCulture));
        }

        // No parameter can have this name.
        if (trial.Budget is { } budget)
        {
            WriteText(Path.Combine(folder, "budget"), budget);
        }
    }

    private static void WriteTags(string folder, string name, StoredTrial trial)
    {
        WriteText(Path.Combine(folder, "mlflow.runName"), name);
        WriteText(Path.Combine(folder, "mlflow.user"), "sweepdsl");
        WriteText(Path.Combine(folder, "mlflow.source.type"), "LOCAL");
        WriteText(Path.Combine(folder, "trial"), trial.Trial.Id);
        WriteText(Path.Combine(folder, "status"), trial.StatusWord);
        if (trial.Result is { } result)
        {
            WriteText(Path.Combine(folder, "device"), result.Environment.Device);
            WriteText(Path.Combine(folder, "driver"), result.Environment.Driver);
        }
    }

    private static void WriteMetrics(string folder, Run run)
    {
        IEnumerable<IGrouping<string, (string Name, string Line)>> metrics =
            from evaluation in run.Evaluations
            from curve in EvaluationColumns.CurvesOf(evaluation)
            let line = string.Create(CultureInfo.InvariantCulture, $"{TimeOf(evaluation, run.Began)} {curve.Value:R} {evaluation.Update}\n")
            group (curve.Name, line) by curve.Name;
        foreach (IGrouping<string, (string Name, string Line)> metric in metrics)
        {
            WriteText(Path.Combine(folder, metric.Key), string.Concat(metric.Select(value => value.Line)));
        }
    }

    private static int StatusOf(TrialResult? result) => result?.Status switch
    {
        null => RunningStatus,
        TrialStatus.Finished => FinishedStatus,
        TrialStatus.Pruned => KilledStatus,
        _ => FailedStatus,
    };

    // Milliseconds since 1970: training writes no clock time, so it is when the trial's folder was made, and the seconds since.
    private static long TimeOf(Evaluation? evaluation, long began) =>
        evaluation is null ? began : began + (long)Math.Round((evaluation.TrainSeconds + evaluation.EvaluationSeconds) * 1000);

    // Eighteen digits, as MLflow's own; never 0, which is its default experiment.
    private static string ExperimentId(StudyRecord record)
    {
        ulong hash = Convert.ToUInt64(Hash(record.Experiment, digits: 16), 16);
        return (100_000_000_000_000_000 + (hash % 900_000_000_000_000_000)).ToString(CultureInfo.InvariantCulture);
    }

    private static string Hash(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];

    private static void WriteText(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private sealed record Run(string Experiment, StoredTrial Trial, IReadOnlyList<Evaluation> Evaluations, long Began);
}
