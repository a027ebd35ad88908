using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

/// <summary>Expected values: expected.py, by Noether's formula and by SciPy's noncentral t distribution.</summary>
[TestFixture]
public sealed class SeedsNeededTests
{
    [TestCase(0.6, 181)]
    [TestCase(0.75, 29)]
    [TestCase(0.9, 12)]
    public void Pairs_that_tell_who_wins_are_noethers(double probability, int expected) => Assert.That(SeedsNeeded.ToTell(probability), Is.EqualTo(expected));

    [TestCase(0.01, 0.01, 1, 0.95, 16)]
    [TestCase(0.01, 0.02, 1, 0.8, 34)]
    [TestCase(-0.02, 0.005, 1, 0.95, 4)]
    [TestCase(0.01, 0.015, 36, 0.95, 58)]
    public void Pairs_that_find_a_difference_are_those_of_the_t_test_or_one_more(double difference, double deviation, int comparisons, double power, int exact) =>
        Assert.That(SeedsNeeded.ToFind(difference, deviation, 0, comparisons, power), Is.InRange(exact, exact + 1));

    [Test]
    public void No_number_of_seeds_finds_what_lies_within_the_noise_of_the_test_examples() => Assert.That(SeedsNeeded.ToFind(0.01, 0.001, 0.01 * 0.01), Is.Null);

    [Test]
    public void No_number_of_seeds_finds_no_difference() => Assert.That(SeedsNeeded.ToFind(0, 0.01), Is.Null);

    [Test]
    public void Without_any_spread_two_seeds_suffice() => Assert.That(SeedsNeeded.ToFind(0.01, 0), Is.EqualTo(2));

    [TestCase(0.5)]
    [TestCase(1.1)]
    public void Probabilities_that_are_none_or_no_advantage_are_refused(double probability) =>
        Assert.That(() => SeedsNeeded.ToTell(probability), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
