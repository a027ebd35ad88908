namespace SweepDsl.Runtime.Sweeps;

/// <summary>What a training is to reach: the first evaluation at which it does gives updates, examples and seconds to the goal. Training goes on to its budget all the same.</summary>
/// <param name="Metric">What is watched, and which end is better.</param>
/// <param name="Value">The value that is reached, or passed.</param>
public sealed record GoalDefinition(MetricDefinition Metric, double Value);
