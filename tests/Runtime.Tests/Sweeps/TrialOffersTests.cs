using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

public sealed class TrialOffersTests
{
    private static readonly TimeSpan Glimpse = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly ImmutableArray<Trial> Trials =
        StudyPlan.Make(new FakeExperiment { BatchSizes = [4, 8, 16, 32], Seeds = [0, 1] }, new StudyOverrides(), new DataDescription(64, 0, 20, "data")).Trials;

    [Test]
    public void A_device_that_runs_nothing_gets_the_plans_next_trial() =>
        Assert.That(Drain(new TrialOffers(Trials), _ => []), Is.EqualTo(Trials.Select(trial => trial.Name)));

    [Test]
    public void Beside_a_trial_go_the_seeds_of_its_point_and_then_the_nearest_points() => Assert.That(
        Drain(new TrialOffers(Trials), taken => taken.Take(1)),
        Is.EqualTo(new[]
        {
            "batch_size=4,seed=0", "batch_size=4,seed=1", "batch_size=8,seed=0", "batch_size=8,seed=1",
            "batch_size=16,seed=0", "batch_size=16,seed=1", "batch_size=32,seed=0", "batch_size=32,seed=1",
        }));

    [Test]
    public void Points_before_a_trials_own_are_near_it_too()
    {
        TrialOffers offers = new(Trials);
        Trial third = Trials.Single(trial => trial.Name == "batch_size=16,seed=1");

        Assert.That(Drain(offers, _ => [third]).Take(4), Is.EqualTo(new[] { "batch_size=16,seed=0", "batch_size=16,seed=1", "batch_size=8,seed=0", "batch_size=8,seed=1" }));
    }

    [Test]
    public void A_trial_given_back_comes_last_and_alone()
    {
        TrialOffers offers = new(Trials);
        Trial first = offers.Take([], CancellationToken.None)!.Value.Trial;
        offers.Return(first);

        for (int i = 1; i < Trials.Length; i++)
        {
            Assert.That(offers.Take([], CancellationToken.None)!.Value.IsAlone, Is.False);
            offers.Settle();
        }

        Assert.That(offers.IsEmpty, Is.False);
        Assert.That(offers.Take([], CancellationToken.None), Is.EqualTo((first, true)));
        offers.Settle();
        Assert.That(offers.Take([], CancellationToken.None), Is.Null);
        Assert.That(offers.IsEmpty, Is.True);
    }

    [Test]
    public void Where_the_order_counts_others_run_beside_a_trial_in_the_plans_order_too() =>
        Assert.That(Drain(new TrialOffers(Trials, inOrder: true), taken => taken.Take(1)), Is.EqualTo(Trials.Select(trial => trial.Name)));

    [Test]
    public void Where_the_order_counts_trials_given_back_come_first_and_the_earliest_of_them_before_the_others()
    {
        TrialOffers offers = new(Trials, inOrder: true);
        Trial[] taken = [.. Enumerable.Range(0, 3).Select(_ => offers.Take([], CancellationToken.None)!.Value.Trial)];

        offers.Return(taken[2], isAlone: false);
        offers.Return(taken[1]);

        Assert.That(offers.Take([], CancellationToken.None), Is.EqualTo((Trials[1], true)));
        Assert.That(offers.Take([], CancellationToken.None), Is.EqualTo((Trials[2], false)));
        Assert.That(offers.Take([], CancellationToken.None), Is.EqualTo((Trials[3], false)));
    }

    [Test]
    public void A_device_with_nothing_to_do_waits_for_what_another_returns()
    {
        (TrialOffers offers, Trial taken) = AllButOneSettled();
        Task<(Trial Trial, bool IsAlone)?> waiting = Task.Run(() => offers.Take([], CancellationToken.None));
        Assert.That(waiting.Wait(Glimpse), Is.False, "it went away though the other device may yet return its trial");

        offers.Return(taken);

        Assert.That(waiting.Wait(Patience), Is.True);
        Assert.That(waiting.Result, Is.EqualTo((taken, true)));
    }

    [Test]
    public void A_device_with_nothing_to_do_goes_when_all_is_settled()
    {
        (TrialOffers offers, _) = AllButOneSettled();
        Task<(Trial Trial, bool IsAlone)?> waiting = Task.Run(() => offers.Take([], CancellationToken.None));

        offers.Settle();

        Assert.That(waiting.Wait(Patience), Is.True);
        Assert.That(waiting.Result, Is.Null);
    }

    [Test]
    public void A_device_with_nothing_to_do_goes_when_the_user_stops()
    {
        (TrialOffers offers, _) = AllButOneSettled();
        using CancellationTokenSource stop = new();
        Task<(Trial Trial, bool IsAlone)?> waiting = Task.Run(() => offers.Take([], stop.Token));

        stop.Cancel();

        Assert.That(waiting.Wait(Patience), Is.True);
        Assert.That(waiting.Result, Is.Null);
    }

    [Test]
    public void A_device_that_runs_trials_is_not_kept_from_them()
    {
        (TrialOffers offers, Trial taken) = AllButOneSettled();
        Task<(Trial Trial, bool IsAlone)?> asking = Task.Run(() => offers.Take([taken], CancellationToken.None));

        Assert.That(asking.Wait(Patience), Is.True);
        Assert.That(asking.Result, Is.Null);
    }

    private static (TrialOffers Offers, Trial Taken) AllButOneSettled()
    {
        TrialOffers offers = new(Trials);
        Trial taken = offers.Take([], CancellationToken.None)!.Value.Trial;
        for (int i = 1; i < Trials.Length; i++)
        {
            offers.Take([], CancellationToken.None);
            offers.Settle();
        }

        return (offers, taken);
    }

    private static List<string> Drain(TrialOffers offers, Func<List<Trial>, IEnumerable<Trial>> running)
    {
        List<Trial> taken = [];
        while (offers.Take(running(taken), CancellationToken.None) is { } offer)
        {
            offers.Settle();
            taken.Add(offer.Trial);
        }

        return [.. taken.Select(trial => trial.Name)];
    }
}
