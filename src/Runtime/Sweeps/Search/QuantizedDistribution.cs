namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>
/// W&amp;B's <c>q_uniform</c>, <c>q_log_uniform</c>, <c>q_log_uniform_values</c>, <c>q_normal</c>, <c>q_log_normal</c> and <c>q_beta</c>: the nearest multiple of a quantum to what another distribution
/// draws, so by up to half a quantum beyond its ends. Quantile: round(x(u) / q) q, halves to the even multiple.
/// </summary>
/// <param name="Inner">The distribution that is rounded.</param>
/// <param name="Quantum">The quantum q, above 0.</param>
public sealed record QuantizedDistribution(Distribution Inner, double Quantum) : Distribution
{
    // Beyond it whole numbers are no longer told apart.
    private const double LargestMultiple = 1L << 52;

    /// <inheritdoc/>
    public override long? LevelCount => First is >= -LargestMultiple and <= LargestMultiple && Last is >= -LargestMultiple and <= LargestMultiple ? (long)(Last - First) + 1 : null;

    private double First => Multiple(0);

    private double Last => Multiple(1);

    /// <inheritdoc/>
    public override double Quantile(double u) => Value(Multiple(u));

    /// <inheritdoc/>
    public override double Level(long index) => Value(First + index);

    private double Multiple(double u) => Math.Round(Inner.Quantile(u) / Quantum, MidpointRounding.ToEven);

    // 3 x 0.1 is 0.30000000000000004, and 3 / 10 is 0.3.
    private double Value(double multiple)
    {
        double inverse = Math.Round(1 / Quantum);
        return inverse >= 1 && Math.Abs((inverse * Quantum) - 1) < 1e-12 ? multiple / inverse : multiple * Quantum;
    }
}
