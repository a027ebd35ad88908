namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>inv_log_uniform</c>: ln(1 / x) is uniform between two exponents. Quantile: exp(-(max - u (max - min))).</summary>
/// <param name="Min">Natural logarithm of the inverse of the greatest value.</param>
/// <param name="Max">Natural logarithm of the inverse of the least value.</param>
public sealed record InvLogUniformDistribution(double Min, double Max) : Distribution
{
    /// <inheritdoc/>
    public override double Quantile(double u) => Math.Exp(-Math.Clamp((Max * (1 - u)) + (Min * u), Min, Max));
}
