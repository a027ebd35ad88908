using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

/// <summary>Expected p-values: SciPy's stats.ttest_1samp(differences, 0).</summary>
[TestFixture]
public sealed class PairedComparisonTests
{
    [TestCase(new[] { 0.07, 0.075, 0.068 }, 0.0008585109721916578)]
    [TestCase(new[] { 0.01, -0.02, 0.015, 0.004 }, 0.790481333228328)]
    [TestCase(new[] { -0.5, -0.6 }, 0.05771587675260892)]
    public void The_p_value_is_that_of_the_paired_t_test(double[] differences, double expected) =>
        Assert.That(PairedComparison.TwoSidedPValue(differences), Is.EqualTo(expected).Within(1e-8).Percent);

    [TestCase(new[] { 0.0, 0.0, 0.0 }, 1)]
    [TestCase(new[] { 0.5, 0.5 }, 0.5)]
    [TestCase(new[] { 0.5, 0.5, 0.5 }, 0.25)]
    [TestCase(new[] { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 }, 0.03125)]
    public void Equal_differences_have_the_p_value_of_the_sign_test(double[] differences, double expected) =>
        Assert.That(PairedComparison.TwoSidedPValue(differences), Is.EqualTo(expected));

    [Test]
    public void One_pair_shows_nothing() => Assert.That(PairedComparison.TwoSidedPValue([0.9]), Is.EqualTo(1));

    // Worked by hand: sorted 0.01*4, 0.02*3, then 0.03*2 = 0.06 and 0.04 held at 0.06.
    [Test]
    public void Holm_multiplies_from_the_smallest_and_never_falls() =>
        Assert.That(PairedComparison.Holm([0.04, 0.01, 0.03, 0.02]), Is.EqualTo(new[] { 0.06, 0.04, 0.06, 0.06 }).Within(1e-15));

    [Test]
    public void Holm_stays_at_most_1() => Assert.That(PairedComparison.Holm([0.6, 0.9]), Is.EqualTo(new[] { 1.0, 1.0 }));

    [Test]
    public void Holm_of_nothing_is_nothing() => Assert.That(PairedComparison.Holm([]), Is.Empty);
}
