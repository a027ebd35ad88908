namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>A parameter that is searched inside each point of the sweep: every other combination of parameters is trained and judged with the value that suits it best.</summary>
/// <param name="Parameter">The parameter; the dimension of that name has a <see cref="SpacedDistribution"/>.</param>
/// <param name="Metric">What its values are judged by, on held-out examples.</param>
public sealed record TuneDefinition(string Parameter, MetricDefinition Metric)
{
    /// <summary>No value below it is tried when the range grows.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>No value above it is tried when the range grows.</summary>
    public double Most { get; init; } = double.PositiveInfinity;
}
