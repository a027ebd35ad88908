using System.Collections.Immutable;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>What a user should know of a study's budgets before it is run.</summary>
internal static class BudgetNotices
{
    /// <summary>The sentences.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="pending">The trials that are to be run.</param>
    public static IEnumerable<string> Of(StudyPlan plan, ImmutableArray<Trial> pending)
    {
        string budgets = string.Join(", ", plan.Budgets);
        bool hasOwn = pending.Any(trial => trial.Budget is not null);
        if (hasOwn)
        {
            yield return $"The learning-rate schedule depends on the budget: one training for each of {plan.Budgets.Length} budgets ({budgets}).";
        }

        if (!plan.Budgets.IsEmpty && pending.Any(trial => trial.Budget is null))
        {
            yield return $"{(hasOwn ? "At other points nothing" : "Nothing")} in training depends on its budget, so one training of each trial serves all: it goes on to the largest and is measured at {budgets}.";
        }

        if (pending.Any(trial => trial.Point.Training.Budgets.Any(budget => budget.Unit == BudgetUnit.Seconds)))
        {
            yield return "A budget of seconds allows as many updates as this device makes beside what else it does: another run, or another device, gives other results.";
        }
    }
}
