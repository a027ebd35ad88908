using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Tests.Kernels.Tuning;

[TestFixture]
public sealed class MedianTests
{
    [TestCase(new[] { 3.0 }, 3.0)]
    [TestCase(new[] { 9.0, 1.0, 2.0 }, 2.0)]
    [TestCase(new[] { 4.0, 1.0, 100.0, 2.0 }, 3.0)]
    public void Is_the_middle_or_the_mean_of_both_in_the_middle(double[] values, double expected) => Assert.That(Median.Of(values), Is.EqualTo(expected));

    [Test]
    public void Of_nothing_is_an_error() => Assert.That(() => Median.Of([]), Throws.ArgumentException);
}
