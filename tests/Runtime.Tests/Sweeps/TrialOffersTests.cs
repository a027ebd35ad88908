using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

public sealed class TrialOffersTests
{
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
        Trial first = offers.Take([])!.Value.Trial;
        offers.Return(first);

        for (int i = 1; i < Trials.Length; i++)
        {
            Assert.That(offers.Take([])!.Value.IsAlone, Is.False);
        }

        Assert.That(offers.IsEmpty, Is.False);
        Assert.That(offers.Take([]), Is.EqualTo((first, true)));
        Assert.That(offers.Take([]), Is.Null);
        Assert.That(offers.IsEmpty, Is.True);
    }

    private static List<string> Drain(TrialOffers offers, Func<List<Trial>, IEnumerable<Trial>> running)
    {
        List<Trial> taken = [];
        while (offers.Take(running(taken)) is { } offer)
        {
            taken.Add(offer.Trial);
        }

        return [.. taken.Select(trial => trial.Name)];
    }
}
