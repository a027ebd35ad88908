namespace SweepDsl.Runtime.Sweeps;

/// <summary>Which end of a metric is better.</summary>
public enum MetricGoal
{
    /// <summary>Less is better.</summary>
    Minimize,

    /// <summary>More is better.</summary>
    Maximize,
}
