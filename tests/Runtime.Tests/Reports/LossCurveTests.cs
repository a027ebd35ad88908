using SweepDsl.Runtime.Reports;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>Losses so far, in few numbers, and a row that shows them.</summary>
public sealed class LossCurveTests
{
    [Test]
    public void A_short_course_is_kept_as_it_is()
    {
        LossCurve curve = new();
        foreach (double loss in new[] { 3.0, 2, 1 })
        {
            curve.Add(loss, 5);
        }

        Assert.That(curve.Losses.ToArray(), Is.EqualTo(new[] { 3.0, 2, 1 }));
    }

    [TestCase(1, 1000)]
    [TestCase(7, 1000)]
    [TestCase(1, 100_000)]
    public void A_long_course_keeps_its_shape_and_its_mean(int updates, int count)
    {
        LossCurve curve = new();
        for (int i = 0; i < count; i++)
        {
            curve.Add(count - i, updates);
        }

        double[] losses = curve.Losses.ToArray();
        Assert.That(losses, Has.Length.InRange(32, 64).And.Ordered.Descending);
        Assert.That(losses[0], Is.EqualTo(count).Within(count / 20.0));
        Assert.That(losses[^1], Is.EqualTo(0).Within(count / 20.0));
    }

    [Test]
    public void Stretches_of_more_updates_weigh_more()
    {
        LossCurve curve = new();
        for (int i = 0; i < 128; i++)
        {
            curve.Add(i % 2 == 0 ? 4 : 0, i % 2 == 0 ? 3 : 1);
        }

        Assert.That(curve.Losses.ToArray(), Is.All.EqualTo(3).Within(1e-9));
    }

    [Test]
    public void A_row_shows_the_course_from_its_least_to_its_largest_in_either_alphabet()
    {
        double[] losses = [4, 3, 2, 1, 0, -1, -2, -3];

        Assert.That(Sparkline.Of(losses, 8, isUnicode: true), Is.EqualTo("█▇▆▅▄▃▂▁"));
        Assert.That(Sparkline.Of(losses, 8, isUnicode: false), Is.EqualTo("#*+=-:._"));
        Assert.That(Sparkline.Of(losses, 4, isUnicode: true), Is.EqualTo("█▆▃▁"), "means of two");
        Assert.That(Sparkline.Of([8, 8, 1, 1, 1, 1, 1, 1], 4, isUnicode: true), Is.EqualTo("█▁▁▁"));
        Assert.That(Sparkline.Of([2, 1], 8, isUnicode: true), Is.EqualTo("█▁"));
        Assert.That(Sparkline.Of([1, 1, 1], 8, isUnicode: true), Is.EqualTo("▅▅▅"));
        Assert.That(Sparkline.Of([100, 10, 1, 0.1], 4, isUnicode: true), Is.EqualTo("█▆▃▁"), "losses fall by shares");
        Assert.That(Sparkline.Of([], 8, isUnicode: true), Is.Empty);
    }
}
