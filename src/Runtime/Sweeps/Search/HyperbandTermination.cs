using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>
/// W&amp;B's <c>early_terminate: hyperband</c> (<c>wandb/sweeps</c>, <c>hyperband_stopping.py</c>, after Li et al. 2018): at each bracket a trial ends whose metric is worse than
/// the one that parts the best 1 / eta of all that came as far from the rest. The one that parts them still goes on.
/// </summary>
/// <param name="Eta">Of the trials judged at a bracket, 1 / eta go on; above 1.</param>
public sealed record HyperbandTermination(double Eta) : EarlyTermination(Eta)
{
    /// <summary>The first bracket, from which the others go up by eta; null where <see cref="MaxIter"/> says where they end.</summary>
    public int? MinIter { get; init; }

    /// <summary>What the brackets go down from by eta; null where <see cref="MinIter"/> says where they begin.</summary>
    public int? MaxIter { get; init; }

    /// <summary>Number of brackets below <see cref="MaxIter"/>: W&amp;B's <c>s</c>.</summary>
    public int BracketCount { get; init; }

    /// <summary>Whether a trial is judged by its metric at the bracket, as the original algorithm has it; otherwise by the best it has had so far.</summary>
    public bool IsStrict { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<int> Brackets(int evaluations) => MinIter is { } first
        ? [.. Ascending(first, Eta, evaluations).Distinct()]
        : [.. Descending().Where(bracket => bracket < evaluations).Distinct().Order()];

    /// <inheritdoc/>
    public override int? ThresholdRank(int count) => Math.Min((int)(count / Eta), count - 1);

    /// <inheritdoc/>
    public override bool ComparesBest => !IsStrict;

    /// <inheritdoc/>
    public override string ToString() => $"hyperband: {{ {(MinIter is { } first ? $"min_iter: {first}" : $"max_iter: {MaxIter}, s: {BracketCount}")}, eta: {Text(Eta)}, strict: {(IsStrict ? "true" : "false")} }}";

    private IEnumerable<int> Descending()
    {
        double bracket = MaxIter!.Value / Eta;
        for (int i = 0; i < BracketCount && bracket >= 1; i++)
        {
            yield return (int)bracket;
            bracket /= Eta;
        }
    }
}
