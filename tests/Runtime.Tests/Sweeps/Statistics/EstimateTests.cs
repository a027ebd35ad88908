using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

/// <summary>Expected values: SciPy's stats.t.ppf(0.975, n - 1) * stats.sem(values), and expected.py for the bootstrap.</summary>
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
    public void One_value_has_no_interval() => Assert.That(Estimate.Of([0.5]), Is.EqualTo(new Estimate(1, 0.5, null, null)));

    [Test]
    public void The_deviation_is_that_of_a_sample() => Assert.That(Estimate.Of([1, 2, 4])!.Value.Deviation, Is.EqualTo(1.5275252316519468).Within(1e-14));

    [Test]
    public void Thirty_values_have_a_bootstrap_interval_that_leans_with_them()
    {
        Estimate estimate = Estimate.Of(Skewed)!.Value;

        Assert.That(estimate.Interval!.Value.Low, Is.EqualTo(0.8665386632891582).Within(1e-9));
        Assert.That(estimate.Interval!.Value.High, Is.EqualTo(0.8787177284170627).Within(1e-9));
        Assert.That(estimate.Mean - estimate.Interval!.Value.Low, Is.GreaterThan(estimate.Interval!.Value.High - estimate.Mean));
    }

    [Test]
    public void A_bootstrap_of_equal_values_has_no_width() =>
        Assert.That(Estimate.Of([.. Enumerable.Repeat(0.1, 40)])!.Value.Interval, Is.EqualTo(new Interval(0.1, 0.1)));

    [Test]
    public void A_bootstrap_of_values_that_differ_once_stays_within_them()
    {
        Interval interval = Estimate.Of([.. Enumerable.Repeat(0.5, 39), 0.6])!.Value.Interval!.Value;

        Assert.That(interval.Low, Is.GreaterThanOrEqualTo(0.5));
        Assert.That(interval.High, Is.GreaterThan(interval.Low).And.LessThan(0.6));
    }

    [Test]
    public void A_mean_that_is_no_finite_number_has_no_interval() => Assert.That(Estimate.Of([1, double.PositiveInfinity])!.Value.Interval, Is.Null);

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
        Assert.That(NumberText.Of(new Estimate(count, mean, halfWidth, halfWidth is { } half ? Interval.Around(mean, half) : null)), Is.EqualTo(expected));

    private static readonly double[] Skewed =
    [
        0.88, 0.861421, 0.846143, 0.853827, 0.873777, 0.886966, 0.892002, 0.892294, 0.888128, 0.876357, 0.856636, 0.84566, 0.858366, 0.877764, 0.888728,
        0.892422, 0.891787, 0.886205, 0.872181, 0.852311, 0.846698, 0.863227, 0.881201, 0.890092, 0.892622, 0.891024, 0.883801, 0.867571, 0.848824, 0.849142,
    ];

    [TestCase(1e7)]
    [TestCase(1e9)]
    [TestCase(1e15)]
    [TestCase(1e60)]
    [TestCase(double.PositiveInfinity)]
    public void Of_countless_degrees_of_freedom_students_distribution_is_the_normal_one(double degreesOfFreedom)
    {
        Assert.That(Estimate.Student(degreesOfFreedom), Is.EqualTo(1.959963984540054).Within(1e-6));
        Assert.That(Estimate.TwoSidedProbability(-3, degreesOfFreedom), Is.EqualTo(0.0026997960632601866).Within(1e-8));
    }
}
