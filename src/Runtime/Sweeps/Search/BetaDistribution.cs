using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>beta</c>, from 0 to 1. Quantile: the inverse of the regularized incomplete beta function.</summary>
/// <param name="A">First shape, above 0.</param>
/// <param name="B">Second shape, above 0.</param>
public sealed record BetaDistribution(double A, double B) : Distribution
{
    /// <inheritdoc/>
    public override double Quantile(double u) => u <= 0 ? 0 : u >= 1 ? 1 : Bisect(u);

    // The library's inverse stops at an absolute error, which near 0 and 1 is far from the value, and steps of Newton's leave the interval there.
    private double Bisect(double u)
    {
        (double low, double high) = (0, 1);
        for (double middle = 0.5; middle > low && middle < high; middle = low + ((high - low) / 2))
        {
            (low, high) = Beta.CDF(A, B, middle) < u ? (middle, high) : (low, middle);
        }

        return high;
    }
}
