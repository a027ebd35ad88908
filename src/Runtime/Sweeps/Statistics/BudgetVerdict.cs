using System.Globalization;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>The answer of a study that is seen several ways: one sentence that says how the widest gap changes from budget to budget.</summary>
public static class BudgetVerdict
{
    private const double Points = 100;

    /// <summary>The sentence, such as <c>At equal epochs (25) 2048 is worse than 16 by 7.1 ± 0.9 points, at equal updates (5,000) by 0.3 ± 0.8.</c></summary>
    /// <param name="budgets">The budgets, such as <c>epochs=25</c>.</param>
    /// <param name="analyses">The study at each of them.</param>
    /// <returns>Null when no two points can be compared at the first.</returns>
    public static string? Of(IReadOnlyList<string> budgets, IReadOnlyList<StudyAnalysis> analyses)
    {
        if (BudgetGap.Of(analyses) is not { } gap)
        {
            return null;
        }

        PointLabels labels = new(analyses[0].Points);
        string worse = labels.Full(analyses[0].Points.First(point => point.Parameters.Equals(gap.Worse)));
        string better = labels.Short(analyses[0].Points.First(point => point.Parameters.Equals(gap.Better)));
        string unit = Store.Metric.IsShare(analyses[0].Metric.Name) ? " points" : "";
        string text = $"At {Words(budgets[0])} {worse} is {Amount(gap.Deficits[0]!.Value, unit)} than {better}";
        for (int i = 1; i < budgets.Count; i++)
        {
            text += gap.Deficits[i] is { } deficit ? $", at {Words(budgets[i])} {Amount(deficit, "")}" : $", at {Words(budgets[i])} it is not known";
        }

        return text + ".";

        string Amount(Estimate deficit, string unit)
        {
            double scale = Store.Metric.IsShare(analyses[0].Metric.Name) ? Points : 1;
            Estimate size = deficit.Mean < 0 ? deficit.Negated() : deficit;
            return $"{(deficit.Mean < 0 ? "better" : "worse")} by {NumberText.Of(size, scale)}{unit}";
        }
    }

    /// <summary>A budget in words: <c>equal updates (5,000)</c>.</summary>
    public static string Words(string budget)
    {
        string[] parts = budget.Split('=');
        return parts.Length == 2 && double.TryParse(parts[1], CultureInfo.InvariantCulture, out double amount)
            ? $"equal {parts[0]} ({amount.ToString("#,0.###", CultureInfo.InvariantCulture)})"
            : budget;
    }
}
