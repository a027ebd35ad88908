using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Statistics.Goals;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics.Goals;

/// <summary>What it takes to reach a goal.</summary>
public sealed class GoalAnalysisTests
{
    private static readonly GoalDefinition Accuracy = new(new MetricDefinition("test_accuracy", MetricGoal.Maximize), 0.9);

    [Test]
    public void The_first_evaluation_at_or_past_the_goal_counts_and_the_one_before_it_bounds_it()
    {
        Evaluation[] evaluations = [At(10, 0.5), At(20, 0.9), At(30, 0.7), At(40, 0.95)];

        Assert.That(GoalReach.Of(Accuracy, evaluations), Is.EqualTo(new GoalReach(evaluations[1], evaluations[0])));
        Assert.That(GoalReach.Of(Accuracy with { Value = 0.4 }, evaluations), Is.EqualTo(new GoalReach(evaluations[0], null)));
        Assert.That(GoalReach.Of(Accuracy with { Value = 0.96 }, evaluations), Is.Null);
        Assert.That(GoalReach.Of(Accuracy, [At(10, double.NaN)]), Is.Null);
        Assert.That(GoalReach.Of(Accuracy, []), Is.Null);
    }

    [Test]
    public void A_loss_reaches_its_goal_from_above()
    {
        GoalDefinition loss = new(new MetricDefinition("test_loss", MetricGoal.Minimize), 0.3);
        Evaluation[] evaluations = [StoredStudies.Evaluation(0.31, 0.9), StoredStudies.Evaluation(0.3, 0.9), StoredStudies.Evaluation(0.2, 0.9)];

        Assert.That(GoalReach.Of(loss, evaluations)!.At, Is.SameAs(evaluations[1]));
        Assert.That(GoalVerdict.Words(loss), Is.EqualTo("test loss of at most 0.3"));
    }

    [Test]
    public void Each_point_has_means_over_the_seeds_that_reached_the_goal()
    {
        GoalAnalysis analysis = Analysis((16, [100, 110, 120]), (64, [40, null, 44]), (2048, [null, null, null]));

        GoalSummary[] points = [.. analysis.Points];
        Assert.That(points[0].Of(GoalCost.Updates), Is.EqualTo(Estimate.Of([100, 110, 120])));
        Assert.That(points[0].Of(GoalCost.Examples), Is.EqualTo(Estimate.Of([1600, 1760, 1920])));
        Assert.That(points[0].Of(GoalCost.Seconds)!.Value.Mean, Is.EqualTo(1.1).Within(1e-12));
        Assert.That((points[1].Reached.Count, points[1].Known, points[1].Of(GoalCost.Updates)!.Value.Mean), Is.EqualTo((2, 3, 42.0)));
        Assert.That(points[2].Of(GoalCost.Updates), Is.Null);
    }

    [Test]
    public void The_points_of_fewest_updates_examples_and_seconds_are_said() => Expect(
        "Goal, test accuracy of at least 0.9: fewest updates at batch_size 64 (42 ± 5), fewest examples at batch_size 16 (1,760 ± 397), fewest seconds at batch_size 64 (0.42 ± 0.05); never at 2048. "
        + "It is seen at evaluations alone: each number is that of the first one past the goal, and may be less by up to the distance to the one before (up to 2 updates or 128 examples here).",
        Analysis((16, [100, 110, 120]), (64, [40, 42, 44]), (2048, [null, null, null])));

    [Test]
    public void A_point_that_reached_it_with_some_seeds_is_not_the_quickest()
    {
        GoalAnalysis analysis = Analysis((16, [100, 110, 120]), (64, [40, null, 44]));

        Assert.That(analysis.Rankings.Select(ranking => ranking.First.Point.Parameters.ShortText), Is.All.EqualTo("batch_size=16"));
        Assert.That(GoalVerdict.Of(analysis), Does.Contain("; with 2 of 3 seeds at 64."));
    }

    [Test]
    public void Points_whose_seeds_cannot_tell_them_apart_are_named_together() => Assert.That(
        GoalVerdict.Of(Analysis((16, [100, 140, 120]), (64, [110, 120, 142]))), Does.Contain("fewest updates at batch_size 16 and 64, which cannot be told apart (120 ± 50 at 16)"));

    /// <summary>30 updates more, but measured every 40: it may have been as quick.</summary>
    [Test]
    public void Points_within_a_distance_of_evaluations_cannot_be_told_apart()
    {
        Assert.That(Analysis(2, (16, [100, 101, 102]), (64, [130, 133, 131])).Rankings[0].Tied, Is.Empty);
        Assert.That(Analysis(40, (16, [100, 101, 102]), (64, [130, 133, 131])).Rankings[0].Tied, Has.Exactly(1).Items);
    }

    [Test]
    public void One_seed_tells_only_that_differences_are_not_known() => Assert.That(Analysis((16, [100]), (64, [40])).Rankings[0].Tied, Has.Exactly(1).Items);

    [Test]
    public void What_nobody_reached_and_what_nobody_ran_are_said()
    {
        Assert.That(GoalVerdict.Of(Analysis((16, [null]), (64, [null]))), Is.EqualTo("Goal, test accuracy of at least 0.9: no trial reached it."));
        Assert.That(GoalVerdict.Of(Analysis()), Is.EqualTo("Goal, test accuracy of at least 0.9: no trial has ended yet."));
    }

    [Test]
    public void A_trial_that_diverged_later_has_reached_it()
    {
        StoredStudy study = Study(2, (16, [100, 110]));
        StoredTrial later = study.Trials[0] with { Result = new TrialResult { Status = TrialStatus.Diverged, DivergedAt = 300, Environment = StoredStudies.Environment } };

        Assert.That(Analysed(study with { Trials = study.Trials.SetItem(0, later) })!.Points[0].Reached, Has.Exactly(2).Items);
    }

    /// <summary>It might have reached it.</summary>
    [TestCase(TrialStatus.Pruned, 1)]
    [TestCase(TrialStatus.Failed, 1)]
    [TestCase(TrialStatus.Diverged, 2)]
    public void A_trial_that_was_ended_before_it_reached_it_is_not_counted(TrialStatus status, int known)
    {
        StoredStudy study = Study(2, (16, [100, null]));
        StoredTrial ended = study.Trials[1] with { Result = new TrialResult { Status = status, Environment = StoredStudies.Environment } };

        Assert.That(Analysed(study with { Trials = study.Trials.SetItem(1, ended) })!.Points[0].Known, Is.EqualTo(known));
    }

    [Test]
    public void A_study_without_a_goal_has_no_such_analysis() => Assert.That(Analysed(StoredStudies.Of((16, [0.9]))), Is.Null);

    private static void Expect(string expected, GoalAnalysis analysis) => Assert.That(GoalVerdict.Of(analysis), Is.EqualTo(expected));

    private static GoalAnalysis Analysis(params (int BatchSize, int?[] Updates)[] points) => Analysis(2, points);

    private static GoalAnalysis Analysis(int every, params (int BatchSize, int?[] Updates)[] points) => Analysed(Study(every, points))!;

    private static GoalAnalysis? Analysed(StoredStudy study) => GoalAnalysis.Of(study, StudyAnalysis.Of(study));

    // The update at which each seed reached the goal, an update being a hundredth of a second.
    private static StoredStudy Study(int every, params (int BatchSize, int?[] Updates)[] points)
    {
        StoredStudy study = StoredStudies.Of([.. points.Select(point => (point.BatchSize, point.Updates.Select(_ => 0.9).ToArray()))]);
        (int BatchSize, int? Update)[] reached = [.. points.SelectMany(point => point.Updates.Select(update => (point.BatchSize, update)))];
        return study with
        {
            Record = study.Record with { Goal = Accuracy },
            Trials = [.. study.Trials.Zip(reached, (trial, at) => trial with { Goal = at.Update is { } update ? new GoalReach(At(update, 0.9, at.BatchSize), At(update - every, 0.8, at.BatchSize)) : null })],
        };
    }

    private static Evaluation At(int update, double accuracy, int batchSize = 1) =>
        StoredStudies.Evaluation(0.5, accuracy) with { Update = update, Examples = (long)update * batchSize, TrainSeconds = 0.01 * update };
}
