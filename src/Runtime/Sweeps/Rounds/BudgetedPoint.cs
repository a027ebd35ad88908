using System.Collections.Immutable;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>A point with the budget that it is trained for.</summary>
/// <param name="Point">The point, with all budgets of the study.</param>
/// <param name="Budget">The budget, where each makes another training; null for one training that serves all.</param>
internal readonly record struct BudgetedPoint(SweepPoint Point, Budget? Budget)
{
    /// <summary>The budgets at which its training counts.</summary>
    public ImmutableArray<Budget> Budgets => Budget is { } budget ? [budget] : Point.Training.Budgets;

    /// <summary>All trainings of a point: one for each budget where these make others, and otherwise one.</summary>
    public static IEnumerable<BudgetedPoint> Of(SweepPoint point)
    {
        IEnumerable<Budget?> budgets = point.Training.DiffersByBudget ? point.Training.Budgets.Select(budget => (Budget?)budget) : [null];
        return budgets.Select(budget => new BudgetedPoint(point, budget));
    }
}
