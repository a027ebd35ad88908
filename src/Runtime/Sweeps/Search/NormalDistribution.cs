using MathNet.Numerics.Distributions;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>W&amp;B's <c>normal</c>. Quantile: mu + sigma z(u), z being that of the standard normal distribution, without the tails beyond <see cref="Distribution.Tail"/>.</summary>
/// <param name="Mu">Mean.</param>
/// <param name="Sigma">Standard deviation, above 0.</param>
public sealed record NormalDistribution(double Mu, double Sigma) : Distribution
{
    /// <inheritdoc/>
    public override double Quantile(double u) => Mu + (Sigma * Standard(u));

    /// <summary>The quantile of the standard normal distribution, without the tails.</summary>
    internal static double Standard(double u) => Normal.InvCDF(0, 1, Math.Clamp(u, Tail, 1 - Tail));
}
