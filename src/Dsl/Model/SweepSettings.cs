namespace SweepDsl.Dsl.Model;

/// <summary>The points of a sweep and how they are judged.</summary>
/// <param name="Parameters">The parameters in the YAML's order, one that is tuned last; of a grid the last that has several values varies fastest.</param>
/// <param name="Metric">A metric's name, such as <c>test_accuracy</c>.</param>
/// <param name="Goal">Which end of it is better.</param>
/// <param name="Seeds">The seeds every point is run with; distinct. Where seeds are added, those that every point begins with.</param>
public sealed record SweepSettings(ValueList<Parameter> Parameters, string Metric, MetricGoal Goal, ValueList<int> Seeds)
{
    /// <summary>How points are chosen.</summary>
    public SearchMethod Method { get; init; }

    /// <summary>In which order a grid is trained.</summary>
    public GridOrder Order { get; init; }

    /// <summary>Names of parameters that vary together; each list has two or more, and no name stands twice.</summary>
    public ValueList<ValueList<string>> Pairs { get; init; }

    /// <summary>Number of distinct points of the space, seeds and values of a tuned parameter not counted; null when they cannot be counted.</summary>
    public long? SpaceSize { get; init; } = 1;

    /// <summary>The most points that are trained; null for all.</summary>
    public int? RunCap { get; init; }

    /// <summary>The seed of all that the search draws.</summary>
    public int SearchSeed { get; init; }

    /// <summary>No trials are begun once one reached this value of the metric; null for none.</summary>
    public double? Target { get; init; }

    /// <summary>When trials that do worse than others are ended; null trains all to their end.</summary>
    public EarlyTerminationSettings? EarlyTermination { get; init; }

    /// <summary>The most seeds of a point where seeds are added until the verdict is decided; null where <see cref="Seeds"/> are all.</summary>
    public int? MostSeeds { get; init; }

    /// <summary>What is searched inside each point; null for nothing.</summary>
    public TuneSettings? Tune { get; init; }

    /// <summary>What trainings are to reach; null for nothing.</summary>
    public GoalSettings? TrainingGoal { get; init; }

    /// <summary>The coordinates of the search.</summary>
    public IEnumerable<SpaceDimension> Dimensions => SpaceDimension.Of(Parameters, Pairs);

    /// <summary>Number of points that are trained at most, seeds and values of a tuned parameter not counted.</summary>
    public long PointCount => Math.Min(SpaceSize ?? long.MaxValue, RunCap ?? long.MaxValue);
}

/// <summary>How points are chosen.</summary>
public enum SearchMethod
{
    /// <summary>All combinations.</summary>
    Grid,

    /// <summary>Each point drawn by itself.</summary>
    Random,

    /// <summary>Each point drawn where the results so far promise most.</summary>
    Bayes,
}

/// <summary>In which order the points of a grid are trained.</summary>
public enum GridOrder
{
    /// <summary>As listed: the last dimension varies fastest.</summary>
    Listed,

    /// <summary>At random, by the search seed.</summary>
    Shuffled,

    /// <summary>Ends and middle of every dimension first, then the middles between them, and so on.</summary>
    CoarseToFine,
}

/// <summary>Which end of a metric is better.</summary>
public enum MetricGoal
{
    /// <summary>Less is better.</summary>
    Minimize,

    /// <summary>More is better.</summary>
    Maximize,
}

/// <summary>A parameter that is searched inside each point of the sweep.</summary>
/// <param name="Parameter">Its name; its parameter has a <see cref="SpacedDraw"/>.</param>
/// <param name="Metric">The metric on held-out examples that its values are judged by.</param>
/// <param name="Goal">Which end of it is better.</param>
/// <param name="Allowed">What its values may be when the range grows.</param>
public sealed record TuneSettings(string Parameter, string Metric, MetricGoal Goal, NumberRange Allowed);

/// <summary>What trainings are to reach.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Goal">Which end of it is better.</param>
/// <param name="Value">The value to reach or pass.</param>
public sealed record GoalSettings(string Metric, MetricGoal Goal, double Value);
