using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.EarlyStopping;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Tells which trials are still to be run, by what is stored of them. What is stored stays until a trial begins: whoever stops before has lost nothing.</summary>
/// <param name="plan">The study.</param>
/// <param name="results">Its results folder; the lock is held.</param>
/// <param name="options">How trials are run.</param>
/// <param name="trainer">What they run on.</param>
/// <param name="observer">Hears why trials that ended are run again.</param>
internal sealed class PendingTrials(StudyPlan plan, ResultsFolder results, RunOptions options, ITrialTrainer trainer, ISweepObserver observer)
{
    /// <summary>Those of some trials that are to be run.</summary>
    /// <exception cref="SweepException">The results folder cannot be read or written (exit code 5).</exception>
    public ImmutableArray<Trial> Of(ImmutableArray<Trial> selected) => [.. selected.Where(trial => StorageFault.Guard(results.Path, () => IsPending(trial)))];

    /// <summary>Those of the pending trials that are begun although a trial has reached the metric's target: none but what was begun before, which is trained to its end.</summary>
    /// <exception cref="SweepException">The results folder cannot be read (exit code 5).</exception>
    public ImmutableArray<Trial> WithinTarget(ImmutableArray<Trial> pending, TargetWatch target)
    {
        if (plan.Experiment.Sweep.Metric.Target is null)
        {
            return pending;
        }

        // What a pending trial has stored counts no more.
        foreach (Trial trial in plan.Trials.Except(pending))
        {
            target.See(trial, StorageFault.Guard(results.Path, () => ReadIfWhole(trial)));
        }

        return target.IsReached ? pending.RemoveAll(trial => !Checkpoint(trial).Exists) : pending;
    }

    private bool IsPending(Trial trial)
    {
        TrialFolder folder = results.Trial(trial.Id);
        if (options.LogUpdates && folder.LogsUpdates() == false)
        {
            observer.Notice($"{trial.Name} was run without --log-updates and is computed again.");
            return true;
        }

        switch (Read(trial, folder))
        {
            case null:
                return true;
            case { Status: TrialStatus.Failed }:
                // What failed may have been the machine; the checkpoint is kept.
                observer.Notice($"{trial.Name} failed before and is tried again.");
                return true;
            case { Status: TrialStatus.Pruned } pruned when pruned.Pruning?.Rule != TrialJudge.RuleOf(plan.Experiment.Sweep):
                observer.Notice($"{trial.Name} was pruned by another rule ({pruned.Pruning?.Rule ?? "not stored"}) and is trained again.");
                return true;
            default:
                // A kill between the result and this line leaves it behind.
                Checkpoint(trial).Delete();
                return false;
        }
    }

    private CheckpointFolder Checkpoint(Trial trial) => results.Trial(trial.Id).Checkpoint(trial, trainer.EnvironmentOf(trial.Point.Training));

    // A damaged result is as good as none, but whoever kept it may want to look at it.
    private TrialResult? Read(Trial trial, TrialFolder folder)
    {
        try
        {
            return folder.ReadResult();
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            observer.Warning($"{trial.Name} is computed again: {error.InnerException?.Message ?? error.Message} The damaged trial is kept in {folder.SetAside()}.");
            return null;
        }
    }

    private TrialResult? ReadIfWhole(Trial trial)
    {
        try
        {
            return results.Trial(trial.Id).ReadResult();
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            return null;
        }
    }
}
