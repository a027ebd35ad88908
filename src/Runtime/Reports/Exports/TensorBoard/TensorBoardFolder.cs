using System.Globalization;
using SweepDsl.Runtime.Reports.Exports.Protobuf;
using SweepDsl.Runtime.Reports.Exports.Tables;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports.TensorBoard;

/// <summary>A study as a log folder of TensorBoard: a folder with an event file for each trial, and one event file beside them that says what is swept.</summary>
internal static class TensorBoardFolder
{
    /// <summary>Writes the folder's contents.</summary>
    public static void Write(string folder, StudyExport study)
    {
        double start = double.PositiveInfinity;
        HashSet<string> names = [];
        foreach (StoredTrial trial in study.WholeTrials)
        {
            IReadOnlyList<Evaluation> evaluations = study.EvaluationsOf(trial);
            if (trial.Result is null && evaluations.Count == 0)
            {
                // Not run yet.
                continue;
            }

            double began = Seconds(study.FolderOf(trial).DescribedAt);
            string name = RunName.FolderOf(trial.Trial, names.Contains);
            names.Add(name);
            WriteFile(Path.Combine(folder, name), began, Events(study, trial, evaluations, began));
            start = Math.Min(start, began);
        }

        start = double.IsFinite(start) ? start : 0;
        WriteFile(folder, start, [EventMessages.PluginData(start, HyperParameterMessages.ExperimentTag, HyperParameterMessages.Plugin, HyperParameterMessages.Experiment(study, start))]);
    }

    private static IEnumerable<ProtobufMessage> Events(StudyExport study, StoredTrial trial, IReadOnlyList<Evaluation> evaluations, double began)
    {
        double end = evaluations.Count > 0 ? TimeOf(evaluations[^1], began) : began;
        yield return EventMessages.PluginData(
            began, HyperParameterMessages.StartTag, HyperParameterMessages.Plugin, HyperParameterMessages.Start(study, trial.Trial, began));
        foreach (Evaluation evaluation in evaluations)
        {
            yield return EventMessages.Scalars(TimeOf(evaluation, began), evaluation.Update, EvaluationColumns.CurvesOf(evaluation));
        }

        yield return EventMessages.PluginData(end, HyperParameterMessages.EndTag, HyperParameterMessages.Plugin, HyperParameterMessages.End(trial.Result, end));
    }

    private static void WriteFile(string folder, double time, IEnumerable<ProtobufMessage> events)
    {
        Directory.CreateDirectory(folder);
        using FileStream stream = File.Create(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{(long)time:D10}.sweep")));
        RecordStream records = new(stream);
        foreach (ProtobufMessage message in events.Prepend(EventMessages.FileVersion(time)))
        {
            records.Write(message.Encoded);
        }
    }

    // Training writes no clock time, so that equal trials have equal files: it is when the trial's folder was made, and the seconds since.
    private static double TimeOf(Evaluation evaluation, double began) => began + evaluation.TrainSeconds + evaluation.EvaluationSeconds;

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
