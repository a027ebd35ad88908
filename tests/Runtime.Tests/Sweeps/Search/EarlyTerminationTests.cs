using SweepDsl.Runtime.Sweeps.Search;

namespace SweepDsl.Runtime.Tests.Sweeps.Search;

/// <summary>The brackets that W&amp;B's documentation gives as examples, and those that rounding makes.</summary>
public sealed class EarlyTerminationTests
{
    [TestCase(3, 3.0, 1000, new[] { 3, 9, 27, 81, 243, 729 })]
    [TestCase(3, 3.0, 27, new[] { 3, 9 })]
    [TestCase(1, 1.5, 10, new[] { 1, 2, 3, 5, 7 })]
    [TestCase(5, 2.0, 5, new int[0])]
    public void Brackets_go_up_from_the_first(int minIter, double eta, int evaluations, int[] expected)
    {
        Assert.That(new HyperbandTermination(eta) { MinIter = minIter }.Brackets(evaluations), Is.EqualTo(expected));
        Assert.That(new AshaTermination(minIter, null, eta).Brackets(evaluations), Is.EqualTo(expected));
    }

    [TestCase(27, 2, 3.0, new[] { 3, 9 })]
    [TestCase(20, 2, 3.0, new[] { 2, 6 })]
    [TestCase(27, 10, 3.0, new[] { 1, 3, 9 })]
    public void Brackets_go_down_from_the_end(int maxIter, int count, double eta, int[] expected) =>
        Assert.That(new HyperbandTermination(eta) { MaxIter = maxIter, BracketCount = count }.Brackets(maxIter), Is.EqualTo(expected));

    [Test]
    public void Rungs_end_before_max_iter() => Assert.That(new AshaTermination(1, 9, 3).Brackets(100), Is.EqualTo(new[] { 1, 3 }));
}
