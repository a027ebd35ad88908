namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>inv_log_uniform_values</c>: ln(1 / x) is uniform between ln(1 / max) and ln(1 / min), so x is distributed as by <see cref="LogUniformValuesDistribution"/>.</summary>
/// <param name="Min">The least value, above 0.</param>
/// <param name="Max">The greatest value.</param>
public sealed record InvLogUniformValuesDistribution(double Min, double Max) : Distribution
{
    /// <inheritdoc/>
    public override double Quantile(double u) => new LogUniformValuesDistribution(Min, Max).Quantile(u);
}
