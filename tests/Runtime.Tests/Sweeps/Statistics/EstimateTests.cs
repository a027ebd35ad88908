using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

/// <summary>Expected values: SciPy's stats.t.ppf(0.975, n - 1) * stats.sem(values).</summary>
[TestFixture]
public sealed class EstimateTests
{
    [TestCase(new[] { 0.91, 0.93, 0.92 }, 0.92, 0.02484137711843755)]
    [TestCase(new[] { 1.5, 2.25, 1.75, 3.0, 2.5 }, 2.2, 0.7411080412666551)]
    [TestCase(new[] { -1.0, 1.0 }, 0.0, 12.706204736432095)]
    public void The_interval_is_students(double[] values, double mean, double halfWidth)
    {
        Estimate estimate = Estimate.Of(values)!.Value;

        Assert.That(estimate.Count, Is.EqualTo(values.Length));
        Assert.That(estimate.Mean, Is.EqualTo(mean).Within(1e-15));
        Assert.That(estimate.HalfWidth, Is.EqualTo(halfWidth).Within(1e-7).Percent);
    }

    [Test]
    public void One_value_has_no_interval() => Assert.That(Estimate.Of([0.5]), Is.EqualTo(new Estimate(1, 0.5, null)));

    [Test]
    public void No_values_have_no_estimate() => Assert.That(Estimate.Of([]), Is.Null);

    [Test]
    public void Equal_values_have_an_interval_of_0() => Assert.That(Estimate.Of([0.5, 0.5, 0.5])!.Value.HalfWidth, Is.Zero);

    [TestCase(3, 0.932, 0.0066, "0.932 ± 0.007")]
    [TestCase(3, 0.932, 0.0123, "0.932 ± 0.012")]
    [TestCase(3, 7.1499, 0.94, "7.1 ± 0.9")]
    [TestCase(3, 123.4, 27, "123 ± 27")]
    [TestCase(3, 0.5, 0, "0.5000 ± 0")]
    [TestCase(1, 0.93256, null, "0.9326")]
    [TestCase(1, 12_345_678, null, "1.23e+7")]
    [TestCase(1, 0, null, "0.000")]
    public void Text_has_as_many_digits_as_the_interval_leaves_meaning_to(int count, double mean, double? halfWidth, string expected) =>
        Assert.That(NumberText.Of(new Estimate(count, mean, halfWidth)), Is.EqualTo(expected));
}
