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
        // Means 1, 2, 3 at a width of 8 and 5, 6, 7 at 16: SSw = 4 with 4 degrees of freedom, SSt = 28 with 5, so 1 - (4/4) / (28/5).
        ParameterImportance[] found = Of((8, 1, [0.1]), (8, 2, [0.1, 0.3]), (8, 3, [0.3]), (16, 1, [0.5]), (16, 2, [0.6, 0.6]), (16, 3, [0.7]));

        Assert.That(ShareOf(found, "width"), Is.EqualTo(1 - (1 / 5.6)).Within(1e-12));
    }

    [Test]
    public void What_decides_nothing_explains_nothing_and_what_decides_all_explains_all()
    {
        ParameterImportance[] found = Of((8, 1, [0.1]), (8, 2, [0.5]), (16, 1, [0.1]), (16, 2, [0.5]));

        Assert.That(found.Select(one => one.Name), Is.EqualTo(new[] { "depth", "width" }));
        Assert.That(found.Select(one => one.Share), Is.EqualTo(new[] { 1.0, 0.0 }).Within(1e-12));
    }

    [Test]
    public void Trials_without_a_value_do_not_count()
    {
        double with = ShareOf(Of((8, 1, [0.1, StoredStudies.Diverged]), (8, 2, [0.2]), (16, 1, [0.5, StoredStudies.Missing]), (16, 2, [0.7])), "width");

        Assert.That(with, Is.EqualTo(ShareOf(Of((8, 1, [0.1]), (8, 2, [0.2]), (16, 1, [0.5]), (16, 2, [0.7])), "width")));
    }

    [Test]
    public void Many_values_are_taken_in_ranges() =>
        Assert.That(ShareOf(Of([.. Enumerable.Range(1, 80).Select(i => (i, i % 2, new[] { i / 100.0 }))]), "width"), Is.GreaterThan(0.95));

    [Test]
    public void Values_that_single_points_have_explain_no_more_than_chance()
    {
        // Each point has a width of its own, which its value does not follow.
        double[] values = [0.5, 0.1, 0.4, 0.2, 0.45, 0.15, 0.35, 0.25];
        ParameterImportance[] found = Of([.. values.Select((value, i) => (8 + i, i % 3, new[] { value, value }))]);

        Assert.That(ShareOf(found, "width"), Is.LessThan(0.2));
    }

    private static double ShareOf(ParameterImportance[] found, string name) => found.Single(one => one.Name == name).Share;

    private static ParameterImportance[] Of(params (int Width, int Depth, double[] Values)[] points)
    {
        StoredStudy study = StoredStudies.Of(Accuracy, [.. points.Select(point => (Set(point.Width, point.Depth), point.Values))]);
        return [.. ParameterImportance.Of(study, TrialMeasure.AtEnd(study.Record), ParameterAxis.Of(study))];
    }

    private static ParameterSet Set(long width, long depth) => new([KeyValuePair.Create("width", (ParameterValue)width), KeyValuePair.Create("depth", (ParameterValue)depth)]);
}
