namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>log_uniform</c>: the natural logarithm is uniform between two exponents. Quantile: exp(min + u (max - min)).</summary>
/// <param name="Min">Natural logarithm of the least value.</param>
/// <param name="Max">Natural logarithm of the greatest value.</param>
public sealed record LogUniformDistribution(double Min, double Max) : Distribution
{
    /// <inheritdoc/>
    public override double Quantile(double u) => Math.Exp(Math.Clamp((Min * (1 - u)) + (Max * u), Min, Max));
}
