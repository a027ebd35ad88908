using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using SweepDsl.Runtime.Sweeps.EarlyStopping;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Packing;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Runs the trials of a study: those that ended before are skipped, one that was broken off goes on from its checkpoint.</summary>
/// <param name="trainers">Train, each on a device of its own, with trials from the one list.</param>
/// <param name="results">The results folder; its lock is held.</param>
/// <param name="watcher">Sees the sweep run.</param>
public sealed class SweepRunner(IReadOnlyList<ITrialTrainer> trainers, ResultsFolder results, ISweepObserver watcher)
{
    private readonly SynchronizedObserver _observer = new(watcher);
    private readonly HashSet<string> _toldNotices = [];

    /// <summary>Runs the trials of a plan, and those that follow from their results, round by round.</summary>
    /// <param name="plan">The plan; all its trials are recorded.</param>
    /// <param name="filter">Which trials to run; null runs all.</param>
    /// <param name="options">How.</param>
    /// <param name="stop">Ends the sweep after the step under way.</param>
    /// <exception cref="SweepException">The filter fits no trial (exit code 2), or the results folder cannot be read or written (5); all that was published is kept.</exception>
    public SweepOutcome Run(StudyPlan plan, TrialFilter? filter, RunOptions options, CancellationToken stop)
    {
        // Of a study that grows, a later round may have what the first one lacks.
        ImmutableArray<Trial> selected = filter is null ? plan.Trials : plan.IsComplete ? filter.Select(plan.Trials) : filter.SelectAny(plan.Trials);
        int selectedBefore = 0;
        int failed = 0;
        for (int round = 1; ; round++)
        {
            SweepOutcome outcome = RunRound(plan, round, selected, selectedBefore, options, stop);
            failed += outcome.Failed;
            if (outcome.IsInterrupted || NextRound(plan) is not { } next)
            {
                if (filter is not null && selectedBefore + selected.Length == 0)
                {
                    throw new SweepException(ExitCode.Usage, $"{filter.Option}: no trial of the study meets all conditions, as far as its trials are known. 'sweep show {plan.Experiment.Name} --json' names those.");
                }

                return new SweepOutcome(selectedBefore + selected.Length, failed, outcome.IsInterrupted);
            }

            selectedBefore += selected.Length;
            ImmutableArray<Trial> added = next.Trials[plan.Trials.Length..];
            selected = filter?.SelectAny(added) ?? added;
            plan = next;
        }
    }

    private SweepOutcome RunRound(StudyPlan plan, int round, ImmutableArray<Trial> selected, int selectedBefore, RunOptions options, CancellationToken stop)
    {
        Record(plan, keepsLater: !plan.IsComplete && !options.Fresh);
        if (options.Fresh)
        {
            StorageFault.Guard(results.Path, () => DeleteAll(selected));
        }

        PendingTrials trials = new(plan, results, options, trainers[0], _observer);
        ImmutableArray<Trial> pending = trials.Of(selected);
        WarnOfOtherEnvironments(selected.RemoveRange(pending));
        if (round == 1)
        {
            foreach (string sentence in BudgetNotices.Of(plan, pending))
            {
                _observer.Notice(sentence);
            }
        }

        using SweepContext sweep = new(plan, results, _observer, options, stop);
        pending = trials.WithinTarget(pending, sweep.Target);
        sweep.Judge = StorageFault.Guard(results.Path, () => TrialJudge.Of(plan, pending, results, _observer.Warning));
        TrialRequest[] requests = [.. pending.Select(sweep.Request)];
        CheckDevices(requests);
        foreach (ITrialTrainer trainer in trainers)
        {
            trainer.Tune(requests, _observer.Notice, stop);
        }

        MemoryForecast[] memory = [.. trainers.DistinctBy(trainer => trainer.Environment).Select(trainer => MemoryForecast.Of(trainer, requests))];
        _observer.Begin(new RoundStart
        {
            Plan = plan,
            Number = round,
            Pending = pending,
            Selected = selectedBefore + selected.Length,
            Environments = [.. trainers.Select(trainer => trainer.Environment)],
            Memory = pending.IsEmpty ? null : memory[0],
        });
        foreach (string warning in memory.SelectMany(forecast => forecast.Warnings))
        {
            _observer.Warning(warning);
        }

        TrialOffers offers = new(pending, inOrder: sweep.Judge is not null);
        IReadOnlyList<Exception> lost = Train(sweep, offers, new Workload
        {
            Requests = requests,
            TrialBytes = memory.Max(forecast => forecast.FittingBytes),
            Held = sweep.Judge is null ? 1 : TrialPack.MostForPlace,
            Pack = options.Pack,
        });
        if (sweep.Fault is { } fault)
        {
            throw new SweepException(fault.ExitCode, fault.Message, fault);
        }

        bool isLeft = !offers.IsEmpty && !sweep.Target.IsReached;
        if (lost.Count > 0 && (sweep.IsInterrupted || isLeft) && !stop.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(lost[0]);
        }

        Record(plan, keepsLater: !plan.IsComplete && !options.Fresh);
        return new SweepOutcome(selected.Length, sweep.Failed, sweep.IsInterrupted || isLeft);
    }

    // What follows from the results, where all of them are there.
    private StudyPlan? NextRound(StudyPlan plan)
    {
        if (plan.IsComplete)
        {
            return null;
        }

        StoredStudy study = results.Read().First(plan.Trials.Length);
        if (study.Trials.All(trial => trial.Result is not null))
        {
            StudyPlan? next = plan.Next(study);
            if (next is null)
            {
                Record(plan, keepsLater: false);
            }

            return next;
        }

        if (!plan.Experiment.Sweep.Metric.IsReachedBy(study.Trials.Where(trial => !trial.Trial.IsTuning).Select(trial => trial.Result)))
        {
            _observer.Notice("Which trials come next follows from the results of these: it goes on when all have been run.");
        }

        return null;
    }

    // Once before the trials, for who looks meanwhile, and once after them, when it is known which kernels they were trained by.
    private void Record(StudyPlan plan, bool keepsLater)
    {
        ImmutableSortedDictionary<string, string> chosen = ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, trainers.SelectMany(trainer => trainer.TileChoices).DistinctBy(choice => choice.Key));
        results.Record(plan, trainers[0].Environment, chosen, keepsLater);
    }

    // What a device lacks for some trials would fail each of them: the user hears of it once, before any is trained.
    private void CheckDevices(TrialRequest[] requests)
    {
        foreach (TrialRequest request in requests)
        {
            if (trainers.Select(trainer => trainer.Lacks(request.Training)).FirstOrDefault(lack => lack is not null) is { } lack)
            {
                throw new SweepException(ExitCode.NoDevice, $"{request.Name} cannot be trained here: {lack}");
            }
        }

        foreach (ITrialTrainer trainer in trainers)
        {
            foreach (TrialRequest request in requests.DistinctBy(request => request.Training.Precision))
            {
                trainer.EnvironmentOf(request.Training);
            }

            if (trainer.TakeNotice() is { } notice)
            {
                _observer.Notice(notice);
            }
        }
    }

    private List<Exception> Train(SweepContext sweep, TrialOffers offers, Workload load)
    {
        List<Exception> lost = [];
        List<Thread> threads = [];
        foreach (ITrialTrainer trainer in trainers)
        {
            TrialWorkers workers = trainer.ShareOut(load);
            if (workers.Notice is { } notice && _toldNotices.Add(notice))
            {
                _observer.Notice(notice);
            }

            string name = workers.Trainers.Length == 1 ? trainer.Environment.Device : $"One of {workers.Trainers.Length} trainers on {trainer.Environment.Device}";
            threads.AddRange(workers.Trainers.Select(worker => new Thread(() => Train(worker, name, workers.Pack, sweep, offers, lost)) { Name = trainer.Environment.Device }));
        }

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return lost;
    }

    // A device that is gone leaves what remains to the others.
    private void Train(ITrialTrainer trainer, string name, PackSize pack, SweepContext sweep, TrialOffers offers, List<Exception> lost)
    {
        try
        {
            using DeviceQueue queue = new(sweep, offers, trainer);
            trainer.Train(queue, pack, sweep.Stop);
        }
        catch (Exception error)
        {
            lock (lost)
            {
                lost.Add(error);
            }

            _observer.Warning($"{name} is used no more: {error.Message}");
        }
    }

    private void DeleteAll(ImmutableArray<Trial> trials)
    {
        foreach (Trial trial in trials)
        {
            results.Trial(trial.Id).Delete();
        }
    }

    private void WarnOfOtherEnvironments(ImmutableArray<Trial> ended)
    {
        IEnumerable<string> differences = ended
            .Select(trial => (trial.Point.Training, StorageFault.Guard(results.Path, results.Trial(trial.Id).ReadResult)?.Environment))
            .Where(ended => ended.Environment is { } environment && trainers.All(trainer => environment != trainer.EnvironmentOf(ended.Training)))
            .Select(ended => ended.Environment!.DifferenceFrom(trainers[0].EnvironmentOf(ended.Training)));
        foreach (IGrouping<string, string> group in differences.GroupBy(difference => difference))
        {
            _observer.Warning($"{group.Count()} of {ended.Length} finished trials are kept as computed with {group.Key}; --fresh computes them again.");
        }
    }
}
