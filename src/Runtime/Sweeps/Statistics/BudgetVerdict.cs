using System.Globalization;

namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>The answer of a study that is seen several ways: one sentence that says how the widest gap changes from budget to budget.</summary>
public static class BudgetVerdict
{
    private const double Points = 100;

    /// <summary>The sentence, such as <c>At equal epochs (25) 2048 is worse than 16 by 7.1 ± 0.9 points, at equal updates (5,000) by 0.3 ± 0.8.</c></summary>
    /// <param name="budgets">The study at each of its budgets.</param>
    /// <returns>Null when no two points can be compared at the first.</returns>
    public static string? Of(IReadOnlyList<BudgetAnalysis> budgets)
    {
        if (BudgetGap.Of(budgets) is not { } gap)
        {
            return null;
        }

        StudyAnalysis first = budgets[0].Analysis;
        PointLabels labels = new(first.Points);
        bool isShare = Store.Metric.IsShare(first.Metric.Name);
        string better = labels.Short(PointOf(gap.Better));
        string text = $"At {Words(budgets[0].Budget)} {labels.Full(PointOf(gap.Worse))} is {Amount(gap.Deficits[0])}{(isShare ? " points" : "")} than {better}";
        for (int i = 1; i < budgets.Count; i++)
        {
            text += $", at {Words(budgets[i].Budget)} {Amount(gap.Deficits[i])}";
        }

        return text + ".";

        PointSummary PointOf(ParameterSet parameters) => first.Points.First(point => point.Parameters.Equals(parameters));

        string Amount(Estimate? deficit) => deficit switch
        {
            null => "that is not known",
            { Mean: < 0 } gain => $"better by {NumberText.Of(gain.Negated(), isShare ? Points : 1)}",
            { } loss => $"worse by {NumberText.Of(loss, isShare ? Points : 1)}",
        };
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
