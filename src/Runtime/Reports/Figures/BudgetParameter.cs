using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Shows of each training for one of several budgets alone which it is: as a parameter of trials beside those of the sweep, none of which can have its name.</summary>
internal static class BudgetParameter
{
    /// <summary>Its name.</summary>
    public const string Name = "budget";

    /// <summary>The study with the budgets of its trials among their parameters; points have none.</summary>
    public static StoredStudy Shown(StoredStudy study) => study.HasTrainingsOfBudgets ? study with { Trials = [.. study.Trials.Select(Shown)] } : study;

    private static StoredTrial Shown(StoredTrial trial) => trial.Trial.Budget is { } budget
        ? trial with { Trial = trial.Trial with { Parameters = new ParameterSet(trial.Trial.Parameters.Values.Add(KeyValuePair.Create(Name, (ParameterValue)budget))) } }
        : trial;
}
