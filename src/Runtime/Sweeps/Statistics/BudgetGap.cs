using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>How the gap between two points changes from budget to budget: what is worse at equal epochs may only have had fewer updates.</summary>
/// <param name="Better">The best point at the first budget.</param>
/// <param name="Worse">The point that is furthest behind it there.</param>
/// <param name="Deficits">By how much the second is worse at each budget, over the seeds that both have there; null where they have fewer than two. Negative where it is better.</param>
public sealed record BudgetGap(ParameterSet Better, ParameterSet Worse, ImmutableArray<Estimate?> Deficits)
{
    /// <summary>The gap of a study.</summary>
    /// <param name="budgets">The study at each of its budgets.</param>
    /// <returns>Null when there is nothing to compare at the first budget.</returns>
    public static BudgetGap? Of(IReadOnlyList<BudgetAnalysis> budgets)
    {
        StudyAnalysis first = budgets[0].Analysis;
        if (first.Best is not { } best || first.Comparisons.IsEmpty)
        {
            return null;
        }

        PointSummary worst = first.Comparisons.MaxBy(pair => pair.Value.Deficit.Mean).Key;
        return new BudgetGap(best.Parameters, worst.Parameters, [.. budgets.Select(budget => Deficit(budget.Analysis, best.Parameters, worst.Parameters))]);
    }

    private static Estimate? Deficit(StudyAnalysis analysis, ParameterSet better, ParameterSet worse) => analysis.Compare(PointOf(analysis, better), PointOf(analysis, worse))?.Deficit;

    private static PointSummary PointOf(StudyAnalysis analysis, ParameterSet parameters) => analysis.Points.First(point => point.Parameters.Equals(parameters));
}
