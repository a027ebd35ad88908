namespace SweepDsl.Dsl.Model;

/// <summary>The points of a sweep and how they are judged.</summary>
/// <param name="Parameters">The parameters in the YAML's order; the last that has several values varies fastest.</param>
/// <param name="Metric">A metric's name, such as <c>test_accuracy</c>.</param>
/// <param name="Goal">Which end of it is better.</param>
/// <param name="Seeds">The seeds every point is run with; distinct.</param>
public sealed record SweepSettings(ValueList<Parameter> Parameters, string Metric, MetricGoal Goal, ValueList<int> Seeds)
{
    /// <summary>Number of points, seeds not counted.</summary>
    public int PointCount => Parameters.OfType<ListedParameter>().Aggregate(1, (count, parameter) => checked(count * parameter.Values.Count));
}

/// <summary>Which end of a metric is better.</summary>
public enum MetricGoal
{
    /// <summary>Less is better.</summary>
    Minimize,

    /// <summary>More is better.</summary>
    Maximize,
}
