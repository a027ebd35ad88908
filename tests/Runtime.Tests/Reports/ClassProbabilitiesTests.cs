using SweepDsl.Runtime.Reports.Predictions;

namespace SweepDsl.Runtime.Tests.Reports;

public sealed class ClassProbabilitiesTests
{
    [Test]
    public void Logits_give_their_softmax_however_large_they_are()
    {
        double whole = 1 + Math.Exp(-1) + Math.Exp(-3);

        Assert.That(ClassProbabilities.Of([1003, 1002, 1000], areLogits: true), Is.EqualTo(new[] { 1 / whole, Math.Exp(-1) / whole, Math.Exp(-3) / whole }).Within(1e-15));
    }

    [Test]
    public void Estimates_of_probabilities_are_made_to_be_some() =>
        Assert.That(ClassProbabilities.Of([0.9f, -0.1f, 0.3f], areLogits: false), Is.EqualTo(new[] { 0.75, 0, 0.25 }).Within(1e-7));

    [Test]
    public void Where_nothing_is_likely_all_is_alike() => Assert.That(ClassProbabilities.Of([-1, -2], areLogits: false), Is.EqualTo(new[] { 0.5, 0.5 }));
}
