using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>A point of a search that was proposed before, and what came of it.</summary>
/// <param name="Unit">Its coordinates in the unit cube.</param>
/// <param name="Loss">
/// What is to be small: of a metric that is to be large, the negative. What is not finite ranks worst, as where training diverged. Null where nothing is known: the point is under way or failed, so it is taken and
/// says nothing.
/// </param>
public sealed record Observation(ImmutableArray<double> Unit, double? Loss)
{
    /// <summary>A point with the value of a metric.</summary>
    /// <param name="unit">Its coordinates in the unit cube.</param>
    /// <param name="value">The metric, NaN where training diverged; null where nothing is known.</param>
    /// <param name="goal">Which end of the metric is better.</param>
    public static Observation Of(ImmutableArray<double> unit, double? value, MetricGoal goal) => new(unit, goal == MetricGoal.Maximize ? -value : value);
}
