using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>When trials that do worse than others are ended before their budget. An iteration is an evaluation, as W&amp;B counts the times that the metric was logged.</summary>
/// <param name="Eta">Of the trials judged at a bracket, 1 / eta go on; above 1.</param>
public abstract record EarlyTermination(double Eta)
{
    /// <summary>The numbers of evaluations after which a trial is judged, ascending, each at least 1 and before its last.</summary>
    /// <param name="evaluations">Evaluations of a trial that reaches its end.</param>
    public abstract ImmutableArray<int> Brackets(int evaluations);

    /// <summary>first, first eta, first eta^2, ..., rounded down, up to below an end.</summary>
    private protected static IEnumerable<int> Ascending(int first, double eta, int end)
    {
        for (double bracket = first; bracket < end; bracket *= eta)
        {
            yield return (int)bracket;
        }
    }
}
