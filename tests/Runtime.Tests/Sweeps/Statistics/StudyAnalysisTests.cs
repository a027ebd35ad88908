using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using static SweepDsl.Runtime.Tests.Sweeps.StoredStudies;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

[TestFixture]
public sealed class StudyAnalysisTests
{
    // Expected values from SciPy: paired differences, Smyth's moderated t, Holm by hand.
    [Test]
    public void Points_are_compared_with_the_best_one_seed_by_seed()
    {
        var analysis = StudyAnalysis.Of(Of(
            (16, [0.930, 0.934, 0.926]), (32, [0.935, 0.931, 0.930]), (64, [0.928, 0.936, 0.927]), (2048, [0.861, 0.860, 0.865])));

        PairedComparison comparison = analysis.Comparisons[analysis.Points[3]];
        Assert.That(analysis.Best, Is.SameAs(analysis.Points[1]));
        Assert.That(comparison.Deficit.Mean, Is.EqualTo(0.07).Within(1e-12));
        Assert.That(comparison.Deficit.HalfWidth, Is.EqualTo(0.009352120549445207).Within(1e-5).Percent);
        Assert.That(comparison.PValue, Is.EqualTo(1.7070657928006642e-06).Within(1e-5).Percent);
        Assert.That(comparison.AdjustedPValue, Is.EqualTo(5.1211973784019926e-06).Within(1e-5).Percent);
        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Tied, Standing.Best, Standing.Tied, Standing.Worse }));
    }

    [Test]
    public void A_smaller_loss_is_better_when_the_metric_is_minimized()
    {
        var analysis = StudyAnalysis.Of(Of(new MetricDefinition("test_loss", MetricGoal.Minimize), (8, [0.5, 0.51, 0.49]), (16, [0.9, 0.92, 0.91])));

        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Best, Standing.Worse }));
        Assert.That(analysis.Comparisons[analysis.Points[1]].Deficit.Mean, Is.Positive);
    }

    [Test]
    public void A_point_that_diverged_with_some_seed_is_never_the_best()
    {
        var analysis = StudyAnalysis.Of(Of((8, [0.99, 0.99, Diverged]), (16, [0.5, 0.52, 0.51]), (32, [Diverged, Diverged, Diverged])));

        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Diverged, Standing.Best, Standing.Diverged }));
    }

    [Test]
    public void One_lucky_seed_does_not_beat_points_that_have_shown_their_spread()
    {
        var analysis = StudyAnalysis.Of(Of((8, [0.99, Missing, Failed]), (16, [0.5, 0.52, 0.51])));

        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Unknown, Standing.Best }));
        Assert.That(analysis.Points[0].Failed, Is.EqualTo(1));
        Assert.That(analysis.Points[0].Missing, Is.EqualTo(1));
    }

    [Test]
    public void Only_seeds_that_both_points_have_are_paired()
    {
        var analysis = StudyAnalysis.Of(Of((8, [0.9, 0.8, Missing, 0.85]), (16, [Missing, 0.7, 0.99, 0.74])));

        Assert.That(analysis.Comparisons[analysis.Points[1]].Deficit.Count, Is.EqualTo(2));
        Assert.That(analysis.Comparisons[analysis.Points[1]].Deficit.Mean, Is.EqualTo(0.105).Within(1e-12));
    }

    [Test]
    public void A_metric_that_was_not_measured_gives_no_best() =>
        Assert.That(StudyAnalysis.Of(Of(new MetricDefinition("val_accuracy", MetricGoal.Maximize), (8, [0.5]))).Best, Is.Null, "nothing was held out");

    [Test]
    public void A_study_without_results_has_no_best() => Assert.That(StudyAnalysis.Of(Of((8, [Missing]), (16, [Failed]))).Best, Is.Null);

    private static IEnumerable<Standing> Standings(StudyAnalysis analysis) => analysis.Points.Select(analysis.StandingOf);
}
