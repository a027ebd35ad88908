namespace SweepDsl.Runtime.Sweeps.Statistics;

/// <summary>Two neighbouring points.</summary>
/// <param name="First">One point.</param>
/// <param name="Second">The next one.</param>
/// <param name="Comparison">By how much the second is worse; a negative deficit means that it is better.</param>
public sealed record NeighbourComparison(PointSummary First, PointSummary Second, PairedComparison Comparison);
