using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Tests.Sweeps.EarlyStopping;

/// <summary>Which trials are pruned, and that nothing but the order of the study decides it.</summary>
public sealed class TrialJudgeTests
{
    private static readonly EarlyTermination[] Rules =
    [
        new HyperbandTermination(3) { MinIter = 1 },
        new HyperbandTermination(2) { MinIter = 2, IsStrict = true },
        new HyperbandTermination(1.5) { MaxIter = 9, BracketCount = 4 },
        new AshaTermination(1, null, 3),
        new AshaTermination(2, 8, 2),
    ];

    // By hand: of two losses the better one is the threshold, of three the second (3 / 3 = 1, counted from 0), of six the third.
    [Test]
    public void Hyperband_lets_go_on_what_is_no_worse_than_the_metric_at_one_eta_th() => Assert.That(
        AfterOne(new HyperbandTermination(3) { MinIter = 1, IsStrict = true }, 5, 6, 4, 4.5, 4.2, 4.2, 9), Is.EqualTo(new[] { 0, 1, 0, 0, 0, 0, 1 }));

    // By hand: fewer than three tell nothing; of three to five the best one goes on, of six the best two.
    [Test]
    public void Asha_lets_the_best_of_one_eta_th_go_on() => Assert.That(
        AfterOne(new AshaTermination(1, null, 3), 5, 6, 4, 4.5, 4, 4.2, 4.1), Is.EqualTo(new[] { 0, 0, 0, 1, 0, 1, 1 }));

    [Test]
    public void What_is_as_good_as_the_threshold_goes_on() => Assert.That(AfterOne(new AshaTermination(1, null, 2), 1, 1, 1, 1), Is.All.Zero);

    [Test]
    public void Hyperband_that_is_not_strict_compares_the_best_so_far()
    {
        // The second had 1 once, and has 3 at the bracket, where the first has 2.
        double[][] losses = [[5, 2, 2], [1, 3, 3]];

        Assert.That(Pruned(new HyperbandTermination(2) { MinIter = 2 }, losses), Is.EqualTo(new[] { 0, 0 }));
        Assert.That(Pruned(new HyperbandTermination(2) { MinIter = 2, IsStrict = true }, losses), Is.EqualTo(new[] { 0, 0 }), "of two, the second is the threshold where eta is 2");
        Assert.That(Pruned(new HyperbandTermination(3) { MinIter = 2, IsStrict = true }, losses), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(Pruned(new HyperbandTermination(3) { MinIter = 2 }, losses), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public void A_trial_is_not_pruned_at_its_end() => Assert.That(Pruned(new HyperbandTermination(3) { MinIter = 2 }, [[1, 1, 1], [2, 2]]), Is.EqualTo(new[] { 0, 0 }));

    [Test]
    public void A_trial_that_ended_before_a_bracket_does_not_count_there() => Assert.That(Pruned(new HyperbandTermination(3) { MinIter = 2 }, [[1], [2, 2, 2]]), Is.EqualTo(new[] { 0, 0 }));

    [Test]
    public void A_pruned_trial_counts_where_it_was_pruned_and_not_later() => Assert.That(
        // At 1 the last is let go on by the third, with as much; at 2 three are compared, of which the second is the threshold.
        Pruned(new HyperbandTermination(2) { MinIter = 1, IsStrict = true }, [[1, 5, 5], [2, 4, 4], [9, 9, 9], [9, 5.5, 5.5]]), Is.EqualTo(new[] { 0, 0, 1, 2 }));

    [Test]
    public void A_diverged_trial_is_the_worst_at_the_bracket_it_did_not_reach()
    {
        // Of four, the threshold of ASHA with eta 2 is the second: with the diverged one counted, 3 is among the best two.
        double[][] losses = [[1, 1, 1], [], [], [3, 3, 3]];

        Assert.That(Pruned(new AshaTermination(2, null, 2), losses, TrialStatus.Finished, TrialStatus.Diverged, TrialStatus.Diverged, TrialStatus.Finished), Is.EqualTo(new[] { 0, 0, 0, 0 }));
        Assert.That(Pruned(new AshaTermination(2, null, 2), losses, TrialStatus.Finished, TrialStatus.Failed, TrialStatus.Failed, TrialStatus.Finished), Is.EqualTo(new[] { 0, 0, 0, 2 }));
    }

    [Test]
    public void What_is_no_number_is_the_worst() => Assert.That(
        AfterOne(new HyperbandTermination(3) { MinIter = 1 }, double.NaN, 7, 7, double.PositiveInfinity, double.NaN), Is.EqualTo(new[] { 0, 0, 0, 1, 1 }));

    [Test]
    public void However_many_run_at_once_and_whichever_goes_on_first_the_same_are_pruned([ValueSource(nameof(Rules))] EarlyTermination rule)
    {
        int pruned = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            PlayedStudy study = PlayedStudy.Random(rule, trials: 25, seed);
            int[] expected = study.Expected();
            pruned += expected.Count(after => after > 0);
            foreach (int atOnce in new[] { 1, 2, 5, 25 })
            {
                Assert.That(study.Played(atOnce, seed + atOnce), Is.EqualTo(expected), $"study {seed}, {atOnce} at once");
            }
        }

        Assert.That(pruned, Is.GreaterThan(100), "hardly anything was pruned, so the test shows nothing");
    }

    // A second evaluation, so that the first is not the end.
    private static int[] AfterOne(EarlyTermination rule, params double[] losses) => Pruned(rule, [.. losses.Select(loss => new[] { loss, loss })]);

    private static int[] Pruned(EarlyTermination rule, double[][] losses, params TrialStatus[] ends)
    {
        PlayedStudy study = new(rule, losses, ends.Length > 0 ? ends : [.. losses.Select(_ => TrialStatus.Finished)]);
        int[] pruned = study.Played(atOnce: 1, seed: 0);
        Assert.That(pruned, Is.EqualTo(study.Expected()), "the plain loops say otherwise");
        return pruned;
    }
}
