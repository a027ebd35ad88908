using SweepDsl.Runtime.Training.Packing;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>How many trials are packed, on devices made up of a rule: how long n trials take together when each alone takes a second.</summary>
public sealed class PackGrowthTests
{
    [Test]
    public void A_device_that_one_trial_fills_packs_one() => Assert.That(Grow(trials => trials, most: 64).Limit, Is.EqualTo(1));

    [Test]
    public void A_device_that_loses_by_packing_packs_one() => Assert.That(Grow(trials => 1.3 * trials, most: 64).Limit, Is.EqualTo(1));

    [Test]
    public void A_device_without_end_packs_all_there_are() => Assert.That(Grow(_ => 1, most: 64).Limit, Is.EqualTo(64));

    [TestCase(4, 4)]
    [TestCase(10, 16)]
    public void A_device_that_a_number_of_trials_fill_packs_about_that_number(int filledBy, int expected)
    {
        PackGrowth growth = Grow(trials => Math.Max(1, (double)trials / filledBy), most: 64);

        Assert.That(growth.Limit, Is.EqualTo(expected));
        Assert.That(growth.Gain, Is.EqualTo(filledBy).Within(1e-9));
    }

    [Test]
    public void What_is_too_little_to_tell_from_chance_is_not_worth_its_memory() =>
        Assert.That(Grow(trials => trials / Math.Pow(1.08, Math.Log2(trials)), most: 64).Limit, Is.EqualTo(1));

    [Test]
    public void A_machine_that_slows_down_for_a_while_misleads_nobody()
    {
        // Everything takes three times as long in every fourth window, whichever number is run then.
        int call = 0;
        PackGrowth growth = Grow(trials => trials * (call++ / 12 % 4 == 0 ? 3 : 1), most: 2);

        Assert.That(growth.Limit, Is.EqualTo(1));
    }

    [Test]
    public void A_gain_that_comes_and_goes_is_none()
    {
        // Larger by two fifths in four of seven windows, and smaller by a fifth in the others: a median by itself would take it for a gain.
        PackGrowth growth = new();
        growth.Try(2);

        RunToDecision(growth, trials => trials == 1 ? 1 : 2 / (growth.Window / 2 % 2 == 0 ? 1.4 : 0.8));

        Assert.That(growth.LastRatio, Is.EqualTo(1.4).Within(1e-9));
        Assert.That(growth.Limit, Is.EqualTo(1));
    }

    [Test]
    public void Fewer_trials_than_twice_as_many_can_be_tried()
    {
        PackGrowth growth = new();
        growth.Try(2);
        RunToDecision(growth, _ => 1);
        growth.Try(3);

        RunToDecision(growth, _ => 1);

        Assert.That(growth.Limit, Is.EqualTo(3));
    }

    private static PackGrowth Grow(Func<int, double> seconds, int most)
    {
        PackGrowth growth = new();
        int before = 0;
        while (growth.Limit > before && growth.Limit < most)
        {
            before = growth.Limit;
            growth.Try(Math.Min(2 * before, most));
            RunToDecision(growth, seconds);
        }

        return growth;
    }

    private static void RunToDecision(PackGrowth growth, Func<int, double> seconds)
    {
        for (int i = 0; i < 10_000; i++)
        {
            int now = growth.Now;
            if (growth.Measured(workSeconds: now * 0.01, busySeconds: seconds(now) * 0.01))
            {
                return;
            }
        }

        Assert.Fail("nothing was decided");
    }
}
