using SweepDsl.Runtime.Reports;

namespace SweepDsl.Runtime.Tests.Reports;

public sealed class DurationTextTests
{
    [TestCase(0, "1 s", "1 s")]
    [TestCase(7.4, "8 s", "7 s")]
    [TestCase(41, "45 s", "40 s")]
    [TestCase(89, "90 s", "85 s")]
    [TestCase(100, "2 min", "1 min")]
    [TestCase(5399, "90 min", "89 min")]
    [TestCase(9000, "2.5 h", "2.5 h")]
    public void Estimates_have_the_digits_that_estimates_can_have(double seconds, string up, string down)
    {
        Assert.That(DurationText.Up(TimeSpan.FromSeconds(seconds)), Is.EqualTo(up));
        Assert.That(DurationText.Down(TimeSpan.FromSeconds(seconds)), Is.EqualTo(down));
        Assert.That(DurationText.Rough(TimeSpan.FromSeconds(seconds)), Is.EqualTo($"about {up}"));
    }

    [TestCase(0.2, 0.9, "1 s")]
    [TestCase(3, 8, "3 to 8 s")]
    [TestCase(50, 170, "50 s to 3 min")]
    [TestCase(70, 250, "1 to 5 min")]
    [TestCase(600, 7200, "10 min to 2.0 h")]
    [TestCase(4000, 7200, "1.1 to 2.0 h")]
    public void Two_ends_have_one_unit_where_both_reach_it(double low, double high, string text) =>
        Assert.That(DurationText.Between(TimeSpan.FromSeconds(low), TimeSpan.FromSeconds(high)), Is.EqualTo(text));

    [TestCase(7, "0:07")]
    [TestCase(754, "12:34")]
    [TestCase(3723, "1:02:03")]
    [TestCase(100_000, "27:46:40")]
    public void A_clock_counts_hours_on(double seconds, string text) => Assert.That(DurationText.Clock(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));
}
