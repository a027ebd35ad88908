using System.Globalization;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>The sentences of progress displays.</summary>
internal static class ProgressText
{
    // Estimates whose ends are nearer to each other than this are told as one.
    private const double Near = 1.5;

    /// <summary>What the sweep, or its next round, is about to do, in sentences.</summary>
    public static IEnumerable<string> Beginning(RoundStart round, SweepProgress progress)
    {
        StudyPlan plan = round.Plan;
        if (plan.Announcement is { } announcement && !round.Pending.IsEmpty)
        {
            yield return announcement;
        }

        if (round.Number > 1)
        {
            if (!round.Pending.IsEmpty)
            {
                yield return $"Round {round.Number.ToString(CultureInfo.InvariantCulture)}{(plan.Stage is { } stage ? $", {stage}" : "")}: {Count(round.Pending.Length, "trial")} to run";
            }

            yield break;
        }

        string done = progress.DoneBefore > 0 ? $", {progress.DoneBefore} done before" : "";
        string devices = string.Join(", ", round.Environments.GroupBy(environment => environment.Device).Select(group => group.Count() == 1 ? group.Key : $"{group.Count()} x {group.Key}"));
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Experiment.Name}: {Count(progress.Pending, "trial")} to run{done}; {plan.Data.TrainExamples:N0} training and {plan.Data.TestExamples:N0} test examples; {devices}");
        if (round.Memory is { } memory)
        {
            yield return $"Memory: {memory}.";
        }
    }

    /// <summary>How a trial ended, from the most words to the least.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="result">Its result.</param>
    /// <param name="duration">How long it ran.</param>
    /// <param name="metric">What the study judges by.</param>
    public static IEnumerable<string> Endings(Trial trial, TrialResult result, TimeSpan duration, string metric)
    {
        string clock = $"  {DurationText.Clock(duration)}";
        yield return Ending(trial, result, clock, result.Status == TrialStatus.Finished ? Losses : Value);
        yield return Ending(trial, result, clock, Value);
        yield return Ending(trial, result, "", Value);

        string Value(Evaluation last) => ProgressText.Value(last, metric);
    }

    /// <summary>How a trial failed.</summary>
    public static string Failure(Trial trial, TrialResult result) => $"{trial.Name}  failed: {FirstLine(result.Error)}";

    /// <summary>An evaluation in short.</summary>
    public static string Losses(Evaluation evaluation) =>
        $"train loss {Loss(evaluation.TrainLoss)}, test loss {Loss(evaluation.TestLoss)}, test accuracy {NumberText.Fixed(evaluation.TestAccuracy, 3)}";

    /// <summary>A loss.</summary>
    public static string Loss(double value) => NumberText.Fixed(value, Math.Max(3, NumberText.DecimalsOf(value, 3)));

    /// <summary>How long the sweep will still take: one time, or two that it lies between, or, where results may ask for more trials, the least; null when nothing can be told.</summary>
    public static string? Left(SweepProgress progress)
    {
        if (progress.Remaining is not { High: > 0 } left)
        {
            return null;
        }

        (TimeSpan low, TimeSpan high) = (TimeSpan.FromSeconds(left.Low), TimeSpan.FromSeconds(left.High));
        return progress.MayGrow ? $"at least {DurationText.Down(low)} left"
            : high <= low * Near ? $"{DurationText.Rough((low + high) / 2)} left"
            : $"{DurationText.Between(low, high)} left";
    }

    /// <summary>Trials ended of all that this session runs.</summary>
    public static string Counter(SweepProgress progress)
    {
        string pending = progress.Pending.ToString(CultureInfo.InvariantCulture);
        return $"[{progress.Ended.ToString(CultureInfo.InvariantCulture).PadLeft(pending.Length)}/{pending}]";
    }

    /// <summary>A number of things.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private static string Ending(Trial trial, TrialResult result, string duration, Func<Evaluation, string> measured) => result.Status switch
    {
        TrialStatus.Diverged => string.Create(CultureInfo.InvariantCulture, $"{trial.Name}  diverged at update {result.DivergedAt:N0}"),
        TrialStatus.Pruned => $"{trial.Name}  pruned{(result.Pruning is { } pruning ? $" after evaluation {pruning.Evaluation}" : "")}{(result.Last is null ? "" : $": {measured(result.Last)}")}{duration}",
        TrialStatus.Failed => Failure(trial, result),
        _ => $"{trial.Name}  {(result.Last is null ? TrialStatusWord.Of(result.Status) : measured(result.Last))}{duration}",
    };

    private static string Value(Evaluation evaluation, string metric) => Metric.Of(evaluation, metric) is { } value
        ? $"{Metric.Words(metric)} {(Metric.IsShare(metric) ? NumberText.Fixed(value, 3) : Loss(value))}"
        : Losses(evaluation);

    // A line that announces the next is nothing without it.
    private static string FirstLine(string? text)
    {
        string[] lines = (text ?? "").Split('\n', 3, StringSplitOptions.TrimEntries);
        return lines.Length > 1 && lines[0].EndsWith(':') ? $"{lines[0]} {lines[1]}" : lines[0];
    }
}
