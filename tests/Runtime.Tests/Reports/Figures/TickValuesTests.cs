using SweepDsl.Runtime.Reports.Figures;

namespace SweepDsl.Runtime.Tests.Reports.Figures;

public sealed class TickValuesTests
{
    [TestCase(0.0, 1.0, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [TestCase(0.11, 0.95, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [TestCase(0.885, 0.912, new[] { 0.88, 0.89, 0.9, 0.91, 0.92 })]
    [TestCase(-3.0, 14.0, new double[] { -5, 0, 5, 10, 15 })]
    [TestCase(2.0, 2.0, new[] { 2.0 })]
    public void Even_ticks_are_round_and_hold_the_range(double low, double high, double[] expected)
    {
        Assert.That(TickValues.Around(low, high), Is.EqualTo(expected).Within(1e-12));
    }

    [TestCase(0.0001, 0.1, new[] { 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1 })]
    [TestCase(2.0, 70.0, new double[] { 2, 5, 10, 20, 50 })]
    [TestCase(1e-5, 1e1, new[] { 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 1e1 })]
    [TestCase(3.1, 4.9, new[] { 3.1, 4.9 })]
    public void Ticks_at_factors_lie_within_the_range(double low, double high, double[] expected)
    {
        Assert.That(TickValues.Within(low, high, isLogarithmic: true), Is.EqualTo(expected).Within(1e-12));
    }
}
