using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>
/// Successive halving (Li et al. 2020, "A System for Massively Parallel Hyperparameter Tuning") in its stopping form: of the trials that reached a rung the best 1 / eta are trained on to the next. While fewer than eta
/// have reached it, none can be told to be among them, and all go on.
/// </summary>
/// <param name="MinIter">The first rung.</param>
/// <param name="MaxIter">No rung lies at or beyond it; null for none.</param>
/// <param name="Eta">Of the trials judged at a rung, 1 / eta go on; above 1.</param>
public sealed record AshaTermination(int MinIter, int? MaxIter, double Eta) : EarlyTermination(Eta)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Brackets(int evaluations) => [.. Ascending(MinIter, Eta, Math.Min(evaluations, MaxIter ?? int.MaxValue)).Distinct()];

    /// <inheritdoc/>
    public override int? ThresholdRank(int count) => (int)(count / Eta) is > 0 and int promoted ? promoted - 1 : null;

    /// <inheritdoc/>
    public override string ToString() => $"asha: {{ min_iter: {MinIter}{(MaxIter is { } last ? $", max_iter: {last}" : "")}, eta: {Text(Eta)} }}";
}
