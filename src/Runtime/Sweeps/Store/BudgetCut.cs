using System.Collections.Immutable;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>A trial as it stood where one of several budgets ended.</summary>
/// <param name="Budget">The budget, such as <c>epochs=25</c>.</param>
/// <param name="Evaluation">What was measured there.</param>
public sealed record BudgetCut(string Budget, Evaluation Evaluation)
{
    /// <summary>The cuts of a training, in the order of its budgets; those that it did not come to are left out, and a single budget needs none.</summary>
    /// <param name="training">The training.</param>
    /// <param name="evaluations">All that was measured, in order.</param>
    public static ImmutableArray<BudgetCut> Of(TrainingDefinition training, IReadOnlyCollection<Evaluation> evaluations) => training.OtherBudgets.IsEmpty
        ? []
        : [.. from budget in training.Budgets let at = evaluations.FirstOrDefault(budget.IsUsedUpAt) where at is not null select new BudgetCut(budget.ToString(), at)];
}
