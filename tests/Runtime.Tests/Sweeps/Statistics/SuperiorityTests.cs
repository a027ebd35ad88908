using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

/// <summary>Expected values: expected.py.</summary>
[TestFixture]
public sealed class SuperiorityTests
{
    [TestCase(new[] { 0.1, 0.2, 0.3 }, 1, 0.2924017738212866, 1)]
    [TestCase(new[] { -0.1, -0.2, -0.3 }, 0, 0, 0.7075982261787133)]
    [TestCase(new[] { 0.1, 0.0, 0.3 }, 2.5 / 3, 0.17673609713125732, 0.9998493639745635)]
    [TestCase(new[] { 1.0, 1, 1, 1, 1, -1, -1 }, 5.0 / 7, 0.2904208637373427, 0.9633074338239145)]
    public void The_interval_is_exact(double[] differences, double probability, double low, double high)
    {
        var superiority = Superiority.Of(differences);

        Assert.That(superiority.Probability, Is.EqualTo(probability).Within(1e-15));
        Assert.That(superiority.Interval.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(superiority.Interval.High, Is.EqualTo(high).Within(1e-9));
        Assert.That(superiority.IsMeaningful, Is.False, "so few pairs show nothing");
    }

    [Test]
    public void Winning_22_of_29_is_meaningful()
    {
        var superiority = Superiority.Of([.. Enumerable.Repeat(1.0, 22), .. Enumerable.Repeat(-1.0, 7)]);

        Assert.That(superiority.Interval.Low, Is.EqualTo(0.5645996540114667).Within(1e-9));
        Assert.That(superiority.IsMeaningful, Is.True);
    }

    [Test]
    public void Winning_a_little_more_than_half_of_very_many_is_certain_but_not_meaningful() =>
        Assert.That(Superiority.Of([.. Enumerable.Repeat(1.0, 600), .. Enumerable.Repeat(-1.0, 400)]).IsMeaningful, Is.False);
}
