using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>The sentences of progress displays.</summary>
internal static class ProgressText
{
    /// <summary>What the sweep is about to do.</summary>
    public static string Beginning(StudyPlan plan, SweepProgress progress, ImmutableArray<TrainingEnvironment> environments)
    {
        string done = progress.DoneBefore > 0 ? $", {progress.DoneBefore} done before" : "";
        string devices = string.Join(", ", environments.GroupBy(environment => environment.Device).Select(group => group.Count() == 1 ? group.Key : $"{group.Count()} x {group.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Experiment.Name}: {Count(progress.Pending, "trial")} to run{done}; {plan.Data.TrainExamples:N0} training and {plan.Data.TestExamples:N0} test examples; {devices}");
    }

    /// <summary>How a trial ended.</summary>
    public static string Ending(Trial trial, TrialResult result, TimeSpan duration, bool isShort = false) => result.Status switch
    {
        TrialStatus.Diverged => string.Create(CultureInfo.InvariantCulture, $"{trial.Name}  diverged at update {result.DivergedAt:N0}"),
        TrialStatus.Pruned => $"{trial.Name}  pruned{(result.Pruning is { } pruning ? $" after evaluation {pruning.Evaluation}" : "")}{(result.Last is null ? "" : $": {Losses(result.Last, isShort: true)}")}  {DurationText.Clock(duration)}",
        TrialStatus.Failed => $"{trial.Name}  failed: {FirstLine(result.Error)}",
        _ => $"{trial.Name}  {(result.Last is null ? TrialStatusWord.Of(result.Status) : Losses(result.Last, isShort))}  {DurationText.Clock(duration)}",
    };

    /// <summary>An evaluation in short.</summary>
    public static string Losses(Evaluation evaluation, bool isShort = false)
    {
        string accuracy = $"test accuracy {NumberText.Fixed(evaluation.TestAccuracy, 3)}";
        return isShort ? accuracy : $"train loss {Loss(evaluation.TrainLoss)}, test loss {Loss(evaluation.TestLoss)}, {accuracy}";
    }

    /// <summary>Trials ended of all that this session runs.</summary>
    public static string Counter(SweepProgress progress)
    {
        string pending = progress.Pending.ToString(CultureInfo.InvariantCulture);
        return $"[{progress.Ended.ToString(CultureInfo.InvariantCulture).PadLeft(pending.Length)}/{pending}]";
    }

    /// <summary>A number of things.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private static string Loss(double value) => NumberText.Fixed(value, Math.Max(3, NumberText.DecimalsOf(value, 3)));

    // Error texts may quote anything; a control character among it must not steer the terminal.
    private static string FirstLine(string? text) => new([.. (text ?? "").Split('\n', 2)[0].Trim().Where(character => !char.IsControl(character))]);
}
