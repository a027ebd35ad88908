using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>A study as it is stored.</summary>
/// <param name="Record">What was run.</param>
/// <param name="Trials">Its trials, in the order of the sweep.</param>
public sealed record StoredStudy(StudyRecord Record, ImmutableArray<StoredTrial> Trials)
{
    /// <summary>What is damaged, where, and what to do: a sentence for each damaged result.</summary>
    public IEnumerable<string> Damages => Trials.Select(trial => trial.Damage).OfType<string>();

    /// <summary>Whether some trainings are for one of the several budgets alone, as their learning rates follow it.</summary>
    public bool HasTrainingsOfBudgets => Trials.Any(trial => trial.Trial.Budget is not null);

    /// <summary>The study as if each training had ended with one of its several budgets, and it had no others; of trainings for one budget alone those for this one are left.</summary>
    /// <param name="budget">One of <see cref="StudyRecord.Budgets"/>.</param>
    public StoredStudy At(string budget) => this with
    {
        Record = Record with { Budgets = [] },
        Trials = HasTrainingsOfBudgets
            ? [.. Trials.Where(trial => trial.Trial.Budget is null || trial.Trial.Budget == budget).Select(trial => trial.AloneAt(budget))]
            : [.. Trials.Select(trial => trial.At(budget))],
    };

    /// <summary>The study at the last of its several budgets; as it is where it has a single one.</summary>
    public StoredStudy AtLast() => Record.Budgets is [.., { } last] ? At(last) : this;

    /// <summary>One of its trials at each of the several budgets that it serves, in the order of the YAML.</summary>
    public IEnumerable<(string Budget, StoredTrial At)> AtBudgets(StoredTrial trial) => trial.Trial.Budget is { } own
        ? [(own, trial.AloneAt(own))]
        : Record.Budgets.Select(budget => (budget, HasTrainingsOfBudgets ? trial.AloneAt(budget) : trial.At(budget)));

    /// <summary>The study as it was with its first trials: those of its first rounds.</summary>
    public StoredStudy First(int trials) => new(Record with { Trials = Record.Trials[..trials] }, Trials[..trials]);

    /// <summary>Number of trials with a result.</summary>
    public int Ended => Trials.Count(trial => trial.Result is not null);
}
