namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>log_uniform_values</c>: the logarithm is uniform. Quantile: exp(ln min + u (ln max - ln min)).</summary>
/// <param name="Min">The least value, above 0.</param>
/// <param name="Max">The greatest value.</param>
public sealed record LogUniformValuesDistribution(double Min, double Max) : Distribution
{
    /// <inheritdoc/>
    public override double Quantile(double u) => Math.Clamp(Math.Exp((Math.Log(Min) * (1 - u)) + (Math.Log(Max) * u)), Min, Max);
}
