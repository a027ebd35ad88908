using System.Collections.Immutable;
using System.Globalization;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>When trials that do worse than others are ended before their budget. An iteration is an evaluation, as W&amp;B counts the times that the metric was logged.</summary>
/// <param name="Eta">Of the trials judged at a bracket, 1 / eta go on; above 1.</param>
public abstract record EarlyTermination(double Eta)
{
    /// <summary>The numbers of evaluations after which a trial is judged, ascending, each at least 1 and before its last.</summary>
    /// <param name="evaluations">Evaluations of a trial that reaches its end.</param>
    public abstract ImmutableArray<int> Brackets(int evaluations);

    /// <summary>Which of the metrics at a bracket, ranked from the best on, is the threshold: a trial that does worse ends there.</summary>
    /// <param name="count">Metrics that are compared, that of the trial to be judged included; at least 1.</param>
    /// <returns>A rank from 0; null while they are too few to judge by.</returns>
    public abstract int? ThresholdRank(int count);

    /// <summary>Whether a trial is judged by the best metric it has had so far; otherwise by the one at the bracket.</summary>
    public virtual bool ComparesBest => false;

    /// <summary>The rule as the YAML has it: <c>asha: { min_iter: 1, eta: 3 }</c>. What was pruned by one rule is trained again under another.</summary>
    public abstract override string ToString();

    /// <summary>A number as the YAML has it.</summary>
    private protected static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>first, first eta, first eta^2, ..., rounded down, up to below an end.</summary>
    private protected static IEnumerable<int> Ascending(int first, double eta, int end)
    {
        for (double bracket = first; bracket < end; bracket *= eta)
        {
            yield return (int)bracket;
        }
    }
}
