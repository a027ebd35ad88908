using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>A study at one of its several budgets.</summary>
/// <param name="Budget">The budget, such as <c>epochs=25</c>.</param>
/// <param name="Study">The study as if each training had ended there.</param>
/// <param name="Analysis">What it says.</param>
public sealed record BudgetAnalysis(string Budget, StoredStudy Study, StudyAnalysis Analysis)
{
    /// <summary>A study at each of its several budgets, in the order of the YAML, all with the same points in the same order; nothing where it has a single one.</summary>
    public static ImmutableArray<BudgetAnalysis> Of(StoredStudy study)
    {
        BudgetAnalysis[] budgets =
        [
            .. from budget in study.Record.Budgets let at = study.At(budget) select new BudgetAnalysis(budget, at, StudyAnalysis.Of(at)),
        ];
        ParameterSet[] points = [.. budgets.SelectMany(budget => budget.Analysis.Points).Select(point => point.Parameters).Distinct()];
        return [.. budgets.Select(budget => budget with { Analysis = budget.Analysis.With(points) })];
    }
}
