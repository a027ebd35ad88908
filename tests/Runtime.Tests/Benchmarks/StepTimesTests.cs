using SweepDsl.Runtime.Benchmarks;

namespace SweepDsl.Runtime.Tests.Benchmarks;

[TestFixture]
public sealed class StepTimesTests
{
    private static readonly StepTimes Times = new([(100, 3), (10, 1), (20, 2)]);

    [TestCase(10, 1)]
    [TestCase(15, 1.5)]
    [TestCase(60, 2.5)]
    [TestCase(100, 3)]
    [TestCase(1, 1, Description = "a step costs something anyway")]
    [TestCase(200, 6, Description = "in proportion to the largest")]
    public void Seconds_follow_from_what_was_measured(double operations, double seconds) => Assert.That(Times.Of(operations), Is.EqualTo(seconds));

    [Test]
    public void One_measurement_serves_all() => Assert.That(new StepTimes([(10, 1)]).Of(30), Is.EqualTo(3));

    [TestCase(3, new[] { 0, 4, 9 })]
    [TestCase(10, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [TestCase(20, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void Of_many_the_smallest_the_largest_and_some_between_are_measured(int most, int[] expected) =>
        Assert.That(StudyForecaster.Spread([.. Enumerable.Range(0, 10)], most), Is.EqualTo(expected));
}
