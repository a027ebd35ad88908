using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.EarlyStopping;

/// <content>What earlier sessions left: trials that ended count by their stored metrics.</content>
internal sealed partial class TrialJudge
{
    /// <summary>The judge of a study that is about to be run.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="pending">Those of its trials that are to be run.</param>
    /// <param name="results">Its results.</param>
    /// <param name="notice">Takes what the user should know.</param>
    /// <returns>Null where all trials are trained to their end.</returns>
    /// <exception cref="SweepException">Metrics of a trial that ended are damaged (exit code 5).</exception>
    public static TrialJudge? Of(StudyPlan plan, ImmutableArray<Trial> pending, ResultsFolder results, Action<string> notice)
    {
        SweepDefinition sweep = plan.Experiment.Sweep;
        if (sweep.EarlyTermination is not { } rule)
        {
            return null;
        }

        TrialJudge judge = new(rule, sweep.Metric);
        judge.Add(plan.Trials, pending, results, notice);
        return judge;
    }

    /// <summary>Adds the next trials in the order of the study.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="pending">Those of them that are to be run.</param>
    /// <param name="results">The results of the others.</param>
    /// <param name="notice">Takes what the user should know.</param>
    public void Add(ImmutableArray<Trial> trials, ImmutableArray<Trial> pending, ResultsFolder results, Action<string> notice)
    {
        HashSet<string> toRun = [.. pending.Select(trial => trial.Id)];
        int absent = 0;
        int absentBefore = 0;
        foreach (Trial trial in trials)
        {
            bool isToRun = toRun.Contains(trial.Id);
            Add(trial, isToRun);
            if (isToRun)
            {
                absentBefore = absent;
            }
            else if (ResultOf(results.Trial(trial.Id)) is { } result)
            {
                Begun(trial, results.Trial(trial.Id).ReadEvaluations());
                Ended(trial, result.Status);
            }
            else
            {
                absent++;
            }
        }

        if (absentBefore > 0)
        {
            string absentTrials = absentBefore == 1 ? "1 trial that comes earlier is not selected and has no result" : $"{absentBefore} trials that come earlier are not selected and have no result";
            notice($"{absentTrials}: trials are judged without them, and may go on where the whole study would prune them, or be pruned where it would not.");
        }
    }

    // A damaged result of a trial that is not selected is as good as none; who reads the study hears of it.
    private static TrialResult? ResultOf(TrialFolder folder)
    {
        try
        {
            return folder.ReadResult();
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            return null;
        }
    }
}
