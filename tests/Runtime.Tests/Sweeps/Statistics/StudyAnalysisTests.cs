using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using static SweepDsl.Runtime.Tests.Sweeps.StoredStudies;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

[TestFixture]
public sealed class StudyAnalysisTests
{
    // Expected values from expected.py; Holm by hand: the smallest of the six that four points allow.
    [Test]
    public void Points_are_compared_with_the_best_one_seed_by_seed()
    {
        var analysis = StudyAnalysis.Of(Of(
            (16, [0.930, 0.934, 0.926]), (32, [0.935, 0.931, 0.930]), (64, [0.928, 0.936, 0.927]), (2048, [0.861, 0.860, 0.865])));

        PairedComparison comparison = analysis.Comparisons[analysis.Points[3]];
        Assert.That(analysis.Best, Is.SameAs(analysis.Points[1]));
        Assert.That(comparison.Deficit.Mean, Is.EqualTo(0.07).Within(1e-12));
        Assert.That(comparison.Deficit.HalfWidth, Is.EqualTo(0.011700269887834618).Within(1e-5).Percent);
        Assert.That(comparison.PValue, Is.EqualTo(3.0295922800491347e-13).Within(1e-3).Percent);
        Assert.That(comparison.AdjustedPValue, Is.EqualTo(comparison.PValue * 6).Within(1e-9).Percent);
        Assert.That(comparison.SamplingError, Is.EqualTo(0.00427152231751167).Within(1e-9).Percent);
        Assert.That(comparison.Superiority.Probability, Is.EqualTo(1));
        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Tied, Standing.Best, Standing.Tied, Standing.Worse }));
    }

    [Test]
    public void A_point_that_varies_too_much_to_be_called_worse_than_it_seems_is_no_tie()
    {
        var analysis = StudyAnalysis.Of(Of((8, [0.943, 0.940, 0.946]), (16, [0.941, 0.942, 0.944]), (32, [0.890, 0.893, 0.896]), (64, [0.95, 0.15, 0.52])));

        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Best, Standing.Tied, Standing.Worse, Standing.Undecided }));
        Assert.That(Verdict.Of(analysis), Does.StartWith("Best: batch_size 8 and 16, which 3 seeds cannot tell apart").And.Contains("; 64 seems worse by").And.Contains(", which 3 seeds cannot confirm."));
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
    public void Two_points_are_compared_once_however_often_they_are_shown()
    {
        var analysis = StudyAnalysis.Of(Of((8, [0.9, 0.91, 0.93]), (16, [0.85, 0.84, 0.89])));

        PairedComparison comparison = analysis.Comparisons[analysis.Points[1]];
        Assert.That(comparison.AdjustedPValue, Is.EqualTo(comparison.PValue));
        Assert.That(analysis.Neighbours.Single().Comparison, Is.EqualTo(comparison));
        Assert.That(analysis.Compare(analysis.Points[1], analysis.Points[0])!.Value.AdjustedPValue, Is.EqualTo(comparison.PValue));
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

    [Test]
    public void Points_side_by_side_are_compared_too()
    {
        var analysis = StudyAnalysis.Of(Of(
            (2048, [0.861, 0.860, 0.865]), (16, [0.930, 0.934, 0.926]), (32, [0.935, 0.931, 0.930]), (64, [0.928, 0.936, 0.927])));

        Assert.That(analysis.Neighbours.Select(pair => (Value(pair.First), Value(pair.Second))), Is.EqualTo(new[] { ("16", "32"), ("32", "64"), ("64", "2048") }));
        Assert.That(analysis.Neighbours[0].Comparison.Deficit.Mean, Is.EqualTo(-0.002).Within(1e-12));
        Assert.That(analysis.Neighbours[2].Comparison.PValue, Is.EqualTo(5.197311065623215e-13).Within(1e-3).Percent);
        Assert.That(analysis.Neighbours[2].Comparison.IsWorse, Is.True);
    }

    [Test]
    public void Pruned_trials_never_count_as_finished()
    {
        var analysis = StudyAnalysis.Of(Of((8, [Pruned, Pruned, Pruned]), (16, [0.5, 0.52, 0.51])));

        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Pruned, Standing.Best }));
        Assert.That(analysis.Points[0].Estimate, Is.Null);
        Assert.That(analysis.Points[0].Pruned, Is.EqualTo(3));
        Assert.That(analysis.Points[0].PrunedAfter, Is.EqualTo((3, 3)));
    }

    [Test]
    public void A_point_of_which_the_bad_seeds_were_pruned_is_neither_the_best_nor_compared()
    {
        (int BatchSize, double[] Values)[] whole = [(8, [0.5, 0.52, 0.51]), (16, [0.48, 0.49, 0.47])];
        var alone = StudyAnalysis.Of(Of(whole));

        var analysis = StudyAnalysis.Of(Of([.. whole, (32, [0.99, 0.99, Pruned])]));

        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Best, alone.StandingOf(alone.Points[1]), Standing.Pruned }));
        Assert.That(analysis.Comparisons.Keys, Is.EqualTo(new[] { analysis.Points[1] }));
        Assert.That(analysis.Comparisons[analysis.Points[1]], Is.EqualTo(alone.Comparisons[alone.Points[1]]), "it counts among the comparisons that are corrected for");
        Assert.That(analysis.Neighbours, Has.Length.EqualTo(1));
    }

    [Test]
    public void Another_measure_gives_another_analysis_of_the_same_study()
    {
        StoredStudy study = Of((8, [0.9, 0.91, 0.92]), (16, [0.5, 0.52, 0.51]));
        TrialMeasure seconds = new(new MetricDefinition("train_seconds", MetricGoal.Minimize), trial => trial.Result?.Last, evaluation => evaluation.TrainSeconds);

        var analysis = StudyAnalysis.Of(study, seconds);

        Assert.That(analysis.Points[0].Estimate!.Value.Mean, Is.EqualTo(2));
        Assert.That(Standings(analysis), Is.EqualTo(new[] { Standing.Best, Standing.Tied }), "all took 2 seconds");
    }

    [Test]
    public void Differences_within_the_noise_of_few_test_examples_are_not_believed()
    {
        MetricDefinition accuracy = new("test_accuracy", MetricGoal.Maximize);
        StoredStudy many = Of((8, [0.90, 0.902, 0.899]), (16, [0.88, 0.881, 0.882]));
        StoredStudy few = Of(accuracy, testExamples: 100, [.. many.Trials.GroupBy(trial => trial.Trial.Parameters).Select(group => (group.Key, group.Select(trial => trial.Result!.Last!.TestAccuracy).ToArray()))]);

        Assert.That(Standings(StudyAnalysis.Of(many)), Is.EqualTo(new[] { Standing.Best, Standing.Worse }));
        Assert.That(Standings(StudyAnalysis.Of(few)), Is.EqualTo(new[] { Standing.Best, Standing.Tied }));
    }

    private static string Value(PointSummary point) => point.Parameters.Values[0].Value.ToString();

    private static IEnumerable<Standing> Standings(StudyAnalysis analysis) => analysis.Points.Select(analysis.StandingOf);
}
