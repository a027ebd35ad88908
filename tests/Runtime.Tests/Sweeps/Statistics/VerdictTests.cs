using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using static SweepDsl.Runtime.Tests.Sweeps.StoredStudies;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

[TestFixture]
public sealed class VerdictTests
{
    [Test]
    public void Names_what_cannot_be_told_apart_and_by_how_much_the_rest_is_worse() => Expect(
        "Best: batch_size 16, 32 and 64, which 3 seeds cannot tell apart (test accuracy 0.932 ± 0.007 at 32); 2048 is worse by 7.0 ± 1.2 points. 29 seeds would be needed to decide between 32 and 64; below 0.7 points the 10,000 test examples cannot.",
        Of((16, [0.930, 0.934, 0.926]), (32, [0.935, 0.931, 0.930]), (64, [0.928, 0.936, 0.927]), (2048, [0.861, 0.860, 0.865])));

    [Test]
    public void Gives_the_range_when_many_are_worse() => Expect(
        "Best: batch_size 8 (test accuracy 0.960 ± 0.002); 16, 32 and 64 are worse, by 6.0 ± 0.7 points (16) to 31.0 ± 1.0 points (64).",
        Of((8, [0.960, 0.961, 0.959]), (16, [0.900, 0.901, 0.900]), (32, [0.800, 0.801, 0.802]), (64, [0.650, 0.652, 0.648])));

    [Test]
    public void Says_that_one_seed_cannot_tell() => Expect(
        "Best with one seed: batch_size 32 (test accuracy 0.9300). One seed cannot tell a difference from chance: run at least 3 (--seeds 3).",
        Of((16, [0.92]), (32, [0.93])));

    [Test]
    public void Says_that_other_seeds_are_still_to_come() => Expect(
        "Best with one seed: batch_size 32 (test accuracy 0.9300). One seed cannot tell a difference from chance: the other seeds have not been run yet.",
        Of((16, [0.92, Missing]), (32, [0.93, Missing])));

    [Test]
    public void Says_that_nothing_stands_out() => Expect(
        "Best: batch_size 16 and 32, which 3 seeds cannot tell apart (test accuracy 0.9000 ± 0 at 16). 29 seeds would be needed to decide between 16 and 32; below 0.8 points the 10,000 test examples cannot.",
        Of((16, [0.9, 0.9, 0.9]), (32, [0.9, 0.9, 0.9])));

    [Test]
    public void Equal_accuracies_that_differ_by_one_example_prove_nothing() => Expect(
        "Best: batch_size 16 and 32, which 3 seeds cannot tell apart (test accuracy 0.9200 ± 0 at 32). 29 seeds would be needed to decide between 32 and 16; below 0.8 points the 10,000 test examples cannot.",
        Of((16, [0.9, 0.9, 0.9]), (32, [0.92, 0.92, 0.92])));

    [Test]
    public void Keeps_diverged_and_failed_points() => Expect(
        "Best: batch_size 8 (test accuracy 0.91 ± 0.02); 16 diverged with 1 of 3 seeds; 32 diverged; 64 has too few finished trials to be compared.",
        Of((8, [0.90, 0.91, 0.92]), (16, [0.9, 0.95, Diverged]), (32, [Diverged, Diverged, Diverged]), (64, [Failed, 0.9, Failed])));

    [Test]
    public void Keeps_pruned_points() => Expect(
        "Best: batch_size 8 (test accuracy 0.91 ± 0.02); 16 was pruned with 1 of 3 seeds; 32 and 64 were pruned.",
        Of((8, [0.90, 0.91, 0.92]), (16, [0.98, 0.99, Pruned]), (32, [Pruned, Pruned, Pruned]), (64, [Pruned, Pruned, Pruned])));

    [Test]
    public void Says_that_no_point_went_unpruned() => Expect(
        "No point has finished without being pruned: batch_size 8 and 16 were given up early, some of them with some seeds only. Later brackets, or a smaller eta, let more trials reach their end.",
        Of((8, [0.9, 0.9, Pruned]), (16, [Pruned, Pruned, Pruned])));

    [Test]
    public void Speaks_of_one_point_by_itself() => Expect(
        "Only one point, batch_size 8: test accuracy 0.91 ± 0.02 over 3 seeds; there is nothing to compare it with.", Of((8, [0.90, 0.91, 0.92])));

    [Test]
    public void Gives_losses_in_their_own_unit() => Expect(
        "Best: batch_size 8 (test loss 0.50 ± 0.02); 16 is worse by 0.41 ± 0.02.",
        Of(new MetricDefinition("test_loss", MetricGoal.Minimize), (8, [0.5, 0.51, 0.49]), (16, [0.9, 0.925, 0.905])));

    [Test]
    public void Says_that_more_seeds_cannot_decide_when_there_are_enough() => Expect(
        "Best: batch_size 16 and 32, which 30 seeds cannot tell apart (test accuracy 0.9010 ± 0.0003 at 16). Between 16 and 32, differences below 0.8 points the 10,000 test examples cannot decide.",
        Of((16, [.. Enumerable.Range(0, 30).Select(i => 0.9 + (0.001 * (i % 3)))]), (32, [.. Enumerable.Range(0, 30).Select(i => 0.9 + (0.001 * ((i + 1) % 4 * 2 / 3)))])));

    [Test]
    public void Losses_know_nothing_of_the_noise_of_test_examples() => Expect(
        "Best: batch_size 8 and 16, which 3 seeds cannot tell apart (test loss 0.50 ± 0.02 at 8). 29 seeds would be needed to decide between 8 and 16.",
        Of(new MetricDefinition("test_loss", MetricGoal.Minimize), (8, [0.5, 0.51, 0.49]), (16, [0.51, 0.49, 0.52])));

    [Test]
    public void Says_that_all_diverged() => Expect(
        "No trial finished: batch_size 8 and 16 diverged. A smaller learning rate is the first thing to try.", Of((8, [Diverged]), (16, [Diverged])));

    [Test]
    public void Says_that_all_failed() => Expect("No trial finished: all that ended failed.", Of((8, [Failed]), (16, [Missing])));

    [Test]
    public void Says_that_nothing_has_run() => Expect("No trial has finished yet.", Of((8, [Missing]), (16, [Missing])));

    [Test]
    public void Names_points_by_all_parameters_in_which_they_differ() => Expect(
        "Best: batch_size 8, optimizer adam; batch_size 8, optimizer sgd and batch_size 16, optimizer sgd, which 2 seeds cannot tell apart (test accuracy 0.90 ± 0.13 at batch_size 8, optimizer adam). 29 seeds would be needed to decide between batch_size 8, optimizer adam and batch_size 8, optimizer sgd; below 0.8 points the 10,000 test examples cannot.",
        Of(new MetricDefinition("test_accuracy", MetricGoal.Maximize), (Point(8, "adam"), [0.91, 0.89]), (Point(8, "sgd"), [0.90, 0.88]), (Point(16, "sgd"), [0.90, 0.88])));

    [Test]
    public void Names_one_point_where_none_can_be_told_from_it() => Assert.That(
        Verdict.Of(StudyAnalysis.Of(Of([.. Enumerable.Range(1, 40).Select(i => (i, new[] { 0.5, 0.5 }))]))),
        Does.StartWith("2 seeds cannot tell any of the other 39 points from the best one, batch_size 1 (test accuracy 0.5000 ± 0). 29 seeds would be needed"));

    [Test]
    public void Names_no_best_point_where_nothing_can_be_compared_with_it() => Expect(
        "Only batch_size 8 has finished trials enough to be compared with so far: test accuracy 0.10 ± 0.02; 16 and 32 have too few finished trials to be compared.",
        Of((8, [0.11, 0.09, 0.1]), (16, [0.34, Missing, Missing]), (32, [Missing, Missing, Missing])));

    [Test]
    public void Says_what_failed_beside_what_diverged() => Expect(
        "No trial finished: batch_size 8 diverged, batch_size 16 failed. A smaller learning rate is the first thing to try.", Of((8, [Diverged]), (16, [Failed])));

    [Test]
    public void Lists_no_more_than_a_line_holds()
    {
        StoredStudy study = Of([.. Enumerable.Range(1, 40).Select(i => (i, new[] { 0.5, 0.5, i == 40 ? Diverged : 0.5 }))]);

        Assert.That(Verdict.Of(StudyAnalysis.Of(study)), Does.StartWith("Best: batch_size 1, 2, 3, 4, 5 and 34 more, which 3 seeds cannot tell apart"));
    }

    private static ParameterSet Point(long batchSize, string optimizer) =>
        new([KeyValuePair.Create("batch_size", (ParameterValue)batchSize), KeyValuePair.Create("optimizer", (ParameterValue)optimizer)]);

    private static void Expect(string verdict, StoredStudy study) => Assert.That(Verdict.Of(StudyAnalysis.Of(study)), Is.EqualTo(verdict));
}
