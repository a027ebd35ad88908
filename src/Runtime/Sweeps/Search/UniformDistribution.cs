namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>uniform</c>. Quantile: min + u (max - min).</summary>
/// <param name="Min">The lower end.</param>
/// <param name="Max">The upper end.</param>
public sealed record UniformDistribution(double Min, double Max) : Distribution
{
    /// <inheritdoc/>
    public override double Quantile(double u) => Math.Clamp((Min * (1 - u)) + (Max * u), Min, Max);
}
