using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Runs the trials of a study one after another: those that ended before are skipped, one that was broken off goes on from its checkpoint.</summary>
/// <param name="trainer">Trains.</param>
/// <param name="results">The results folder; its lock is held.</param>
/// <param name="observer">Sees the sweep run.</param>
public sealed class SweepRunner(ITrialTrainer trainer, ResultsFolder results, ISweepObserver observer)
{
    /// <summary>Runs the selected trials of a plan.</summary>
    /// <param name="plan">The plan; all its trials are recorded.</param>
    /// <param name="selected">Those to run.</param>
    /// <param name="options">How.</param>
    /// <param name="stop">Ends the sweep after the step under way.</param>
    /// <exception cref="SweepException">The results folder cannot be read or written (exit code 5); all that was published is kept.</exception>
    public SweepOutcome Run(StudyPlan plan, ImmutableArray<Trial> selected, RunOptions options, CancellationToken stop)
    {
        TrialSession session = new(plan, trainer, results, observer, options);
        results.Record(plan, trainer.Environment);
        if (options.Fresh)
        {
            StorageFault.Guard(results.Path, () => DeleteAll(selected));
        }

        ImmutableArray<Trial> pending = [.. selected.Where(trial => StorageFault.Guard(results.Path, () => IsPending(trial, options)))];
        NoticeOtherEnvironments(selected.RemoveRange(pending));
        observer.Begin(plan, pending);
        int failed = 0;
        foreach (Trial trial in pending)
        {
            if (stop.IsCancellationRequested || session.Run(trial, stop) is not { } result)
            {
                return new SweepOutcome(failed, IsInterrupted: true);
            }

            failed += result.Status == TrialStatus.Failed ? 1 : 0;
        }

        return new SweepOutcome(failed, IsInterrupted: false);
    }

    private void DeleteAll(ImmutableArray<Trial> trials)
    {
        foreach (Trial trial in trials)
        {
            results.Trial(trial.Id).Delete();
        }
    }

    private void NoticeOtherEnvironments(ImmutableArray<Trial> ended)
    {
        IEnumerable<string> differences = ended
            .Select(trial => StorageFault.Guard(results.Path, results.Trial(trial.Id).ReadResult)?.Environment)
            .OfType<TrainingEnvironment>()
            .Where(environment => environment != trainer.Environment)
            .Select(environment => environment.DifferenceFrom(trainer.Environment));
        foreach (IGrouping<string, string> group in differences.GroupBy(difference => difference))
        {
            observer.Notice($"{group.Count()} of {ended.Length} finished trials are kept as computed with {group.Key}; --fresh computes them again.");
        }
    }

    private bool IsPending(Trial trial, RunOptions options)
    {
        TrialFolder folder = results.Trial(trial.Id);
        if (options.LogUpdates && folder.LogsUpdates() == false)
        {
            observer.Notice($"{trial.Name} was run without --log-updates and is computed again.");
            folder.Delete();
            return true;
        }

        switch (folder.ReadResult())
        {
            case null:
                return true;
            case { Status: TrialStatus.Failed }:
                // What failed may have been the machine; the checkpoint is kept.
                observer.Notice($"{trial.Name} failed before and is tried again.");
                folder.DeleteResult();
                return true;
            default:
                // A kill between the result and this line leaves it behind.
                folder.Checkpoint(trial, trainer.Environment).Delete();
                return false;
        }
    }
}

/// <summary>How trials are run.</summary>
/// <param name="Fresh">Whether what the selected trials left is deleted first.</param>
/// <param name="LogUpdates">Whether the batch loss of every update is stored.</param>
public readonly record struct RunOptions(bool Fresh, bool LogUpdates);

/// <summary>How a sweep ended.</summary>
/// <param name="Failed">Trials of this session that failed.</param>
/// <param name="IsInterrupted">Whether the user stopped it before the end.</param>
public readonly record struct SweepOutcome(int Failed, bool IsInterrupted)
{
    /// <summary>The runner's exit code.</summary>
    public ExitCode ExitCode => IsInterrupted ? ExitCode.Interrupted : Failed > 0 ? ExitCode.TrialsFailed : ExitCode.Done;
}
