using SweepDsl.Runtime.Reports.Figures;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Reports.Figures;

public sealed class ParameterImportanceTests
{
    private static readonly MetricDefinition Accuracy = new("test_accuracy", MetricGoal.Maximize);

    [Test]
    public void The_share_is_the_one_that_the_formula_gives()
    {
        // Groups 1, 2, 3 and 5, 6, 7: SSw = 4 with 4 degrees of freedom, SSt = 28 with 5, so 1 - (4/4) / (28/5).
        ParameterImportance[] found = Of((8, [0.1, 0.2, 0.3]), (16, [0.5, 0.6, 0.7]));

        Assert.That(found.Single().Share, Is.EqualTo(1 - (1 / 5.6)).Within(1e-12));
    }

    [Test]
    public void What_decides_nothing_explains_nothing_and_what_decides_all_explains_all()
    {
        Assert.That(Of((8, [0.1, 0.5]), (16, [0.1, 0.5])).Single().Share, Is.Zero);
        Assert.That(Of((8, [0.1, 0.1]), (16, [0.5, 0.5])).Single().Share, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Trials_without_a_value_do_not_count()
    {
        double with = Of((8, [0.1, 0.2]), (16, [0.5, 0.7, StoredStudies.Diverged, StoredStudies.Missing])).Single().Share;

        Assert.That(with, Is.EqualTo(Of((8, [0.1, 0.2]), (16, [0.5, 0.7])).Single().Share));
    }

    [Test]
    public void Many_values_are_taken_in_ranges()
    {
        ParameterImportance[] found = Of([.. Enumerable.Range(1, 80).Select(i => (i, new[] { i / 100.0 }))]);

        Assert.That(found.Single().Share, Is.GreaterThan(0.95));
    }

    private static ParameterImportance[] Of(params (int BatchSize, double[] Values)[] points)
    {
        StoredStudy study = StoredStudies.Of(Accuracy, points);
        return [.. ParameterImportance.Of(study, TrialMeasure.AtEnd(study.Record), ParameterAxis.Of(study))];
    }
}
