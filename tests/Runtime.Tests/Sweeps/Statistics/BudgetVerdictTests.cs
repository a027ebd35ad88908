using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

/// <summary>How the gap between two points changes from budget to budget.</summary>
public sealed class BudgetVerdictTests
{
    [Test]
    public void Says_how_the_widest_gap_at_the_first_budget_changes() => Expect(
        "At equal epochs (25) batch_size 2048 is worse by 7.0 ± 1.0 points than 16, at equal updates (5,000) worse by 0.4 ± 0.9.",
        Study((16, [0.930, 0.934, 0.926], [0.930, 0.934, 0.926]), (64, [0.920, 0.921, 0.919], [0.99, 0.99, 0.99]), (2048, [0.861, 0.860, 0.859], [0.926, 0.929, 0.923])));

    [Test]
    public void Says_where_it_turns_round() => Expect(
        "At equal epochs (25) batch_size 2048 is worse by 9.0 ± 0.9 points than 16, at equal updates (5,000) better by 5.0 ± 0.6.",
        Study((16, [0.930, 0.931, 0.932], [0.930, 0.931, 0.932]), (2048, [0.840, 0.841, 0.842], [0.980, 0.981, 0.982])));

    [Test]
    public void Says_where_nothing_is_known() => Expect(
        "At equal epochs (25) batch_size 2048 is worse by 9.0 ± 0.9 points than 16, at equal updates (5,000) that is not known.",
        Study((16, [0.930, 0.931, 0.932], [0.930, 0.931, 0.932]), (2048, [0.840, 0.841, 0.842], [0.9])));

    [Test]
    public void Says_nothing_of_one_seed() => Assert.That(BudgetVerdict.Of(BudgetAnalysis.Of(Study((16, [0.93], [0.93]), (2048, [0.84], [0.98])))), Is.Null);

    [TestCase("seconds=2.5", "equal seconds (2.5)")]
    [TestCase("examples=1000000", "equal examples (1,000,000)")]
    public void Budgets_are_said_in_words(string budget, string expected) => Assert.That(BudgetVerdict.Words(budget), Is.EqualTo(expected));

    private static void Expect(string expected, StoredStudy study) => Assert.That(BudgetVerdict.Of(BudgetAnalysis.Of(study)), Is.EqualTo(expected));

    // Accuracies of each seed at both budgets; a seed without the second did not come so far.
    private static StoredStudy Study(params (int BatchSize, double[] Epochs, double[] Updates)[] points)
    {
        StoredStudy ends = StoredStudies.Of([.. points.Select(point => (point.BatchSize, point.Epochs))]);
        double[][] updates = [.. from point in points from seed in Enumerable.Range(0, point.Epochs.Length) select point.Updates.Skip(seed).Take(1).ToArray()];
        return ends with
        {
            Record = ends.Record with { Budgets = ["epochs=25", "updates=5000"] },
            Trials =
            [
                .. ends.Trials.Zip(updates, (trial, further) => trial with
                {
                    Result = trial.Result! with
                    {
                        Status = further.Length > 0 ? TrialStatus.Finished : TrialStatus.Diverged,
                        Cuts = [new BudgetCut("epochs=25", trial.Result!.Last!), .. further.Select(accuracy => new BudgetCut("updates=5000", StoredStudies.Evaluation(0.5, accuracy)))],
                    },
                }),
            ],
        };
    }
}
