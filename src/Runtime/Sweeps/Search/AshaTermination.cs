using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>Successive halving (Li et al. 2020, "A System for Massively Parallel Hyperparameter Tuning"): of the trials that reached a rung the best 1 / eta are trained on to the next.</summary>
/// <param name="MinIter">The first rung.</param>
/// <param name="MaxIter">No rung lies at or beyond it; null for none.</param>
/// <param name="Eta">Of the trials judged at a rung, 1 / eta go on; above 1.</param>
public sealed record AshaTermination(int MinIter, int? MaxIter, double Eta) : EarlyTermination(Eta)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Brackets(int evaluations) => [.. Ascending(MinIter, Eta, Math.Min(evaluations, MaxIter ?? int.MaxValue)).Distinct()];
}
