namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>log_normal</c>: the natural logarithm is normal. Quantile: exp(mu + sigma z(u)).</summary>
/// <param name="Mu">Mean of the logarithm.</param>
/// <param name="Sigma">Standard deviation of the logarithm, above 0.</param>
public sealed record LogNormalDistribution(double Mu, double Sigma) : Distribution
{
    /// <inheritdoc/>
    public override double Quantile(double u) => Math.Exp(Mu + (Sigma * NormalDistribution.Standard(u)));
}
