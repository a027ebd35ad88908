using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>An experiment as the runner sees it. Generated classes derive from <see cref="Experiment{TParameters}"/>.</summary>
public abstract class Experiment
{
    /// <summary>The name in the YAML; also the name of its results folder.</summary>
    public abstract string Name { get; }

    /// <summary>The question it answers; null when the YAML has none.</summary>
    public abstract string? Description { get; }

    /// <summary>The YAML and what the build found in its method; null where the class was written by hand.</summary>
    public virtual ExperimentSource? Source => null;

    /// <summary>The data.</summary>
    public abstract DatasetDefinition Dataset { get; }

    /// <summary>How points are chosen and judged.</summary>
    public abstract SweepDefinition Sweep { get; }

    /// <summary>What a point is drawn from: a value of each makes a point.</summary>
    public abstract IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>In which order the points of a grid come.</summary>
    public virtual GridOrder Order => GridOrder.Listed;

    /// <summary>The point that drawn values make.</summary>
    /// <param name="drawn">A value of each dimension; of a list its index.</param>
    /// <param name="context">What expressions may ask about the study.</param>
    public abstract SweepPoint PointAt(ReadOnlySpan<double> drawn, StudyContext context);

    /// <summary>
    /// The points of the sweep, each once, in its order. Where results decide which points are trained, as many that are drawn at random stand for them; a parameter that is tuned inside each point has its first value.
    /// </summary>
    /// <param name="context">What expressions may ask about the study.</param>
    public IEnumerable<SweepPoint> Points(StudyContext context) => new StudyPoints(this, new StudyOverrides(), context).Listed().Select(point => point.Point);
}

/// <summary>Base of the generated classes: parameters as a typed record.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
public abstract class Experiment<TParameters> : Experiment
    where TParameters : struct
{
    /// <summary>What is drawn, and the points as typed values.</summary>
    public abstract SearchSpace<TParameters> Space { get; }

    /// <summary>The network of a point.</summary>
    public abstract NetworkDefinition Network(TParameters parameters, StudyContext context);

    /// <summary>The training of a point.</summary>
    public abstract TrainingDefinition Training(TParameters parameters, StudyContext context);

    /// <summary>A point's parameters by the YAML's names, in the YAML's order.</summary>
    public abstract ParameterSet Describe(TParameters parameters);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Dimension> Dimensions => Space.Dimensions;

    /// <inheritdoc/>
    public sealed override GridOrder Order => Space.Order;

    /// <inheritdoc/>
    public sealed override SweepPoint PointAt(ReadOnlySpan<double> drawn, StudyContext context) => Point(Space.At(drawn), context);

    private SweepPoint Point(TParameters parameters, StudyContext context) => new(Describe(parameters), Network(parameters, context), Training(parameters, context));
}

/// <summary>What expressions may ask about the study beyond the parameters.</summary>
/// <param name="Examples">Training examples of an epoch, after <c>train_examples</c> and <c>validation_fraction</c>.</param>
public readonly record struct StudyContext(int Examples);

/// <summary>One point of a sweep, ready to be crossed with seeds.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Network">Its network.</param>
/// <param name="Training">Its training.</param>
public sealed record SweepPoint(ParameterSet Parameters, NetworkDefinition Network, TrainingDefinition Training);

/// <summary>How points are chosen and judged.</summary>
/// <param name="Method">How points are chosen.</param>
/// <param name="Metric">What they are judged by.</param>
/// <param name="Seeds">The seeds every point is run with; equal seeds of two points are a pair.</param>
public sealed record SweepDefinition(SearchMethod Method, MetricDefinition Metric, ImmutableArray<int> Seeds)
{
    /// <summary>The most points that are trained, each with all of its seeds; null for no limit, which only a grid has.</summary>
    public int? RunCap { get; init; }

    /// <summary>The seed of all that the search draws.</summary>
    public int SearchSeed { get; init; }

    /// <summary>When trials that do worse than others are ended; null trains all to their end.</summary>
    public EarlyTermination? EarlyTermination { get; init; }

    /// <summary>The most seeds of a point where seeds are added until the verdict is decided; null where <see cref="Seeds"/> are all.</summary>
    public int? MostSeeds { get; init; }

    /// <summary>What is searched inside each point; null for nothing.</summary>
    public TuneDefinition? Tune { get; init; }

    /// <summary>What trainings are to reach; null for nothing.</summary>
    public GoalDefinition? Goal { get; init; }
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

/// <summary>What points are judged by.</summary>
/// <param name="Name">A metric's name in <c>metrics.jsonl</c>, such as <c>test_accuracy</c>.</param>
/// <param name="Goal">Which end is better.</param>
/// <param name="Target">No trials are begun any more once one reached it; null for none.</param>
public sealed record MetricDefinition(string Name, MetricGoal Goal, double? Target = null)
{
    /// <summary>Whether one of some results reached the target.</summary>
    /// <param name="results">The results; null where a trial has none.</param>
    public bool IsReachedBy(IEnumerable<TrialResult?> results) => Target is { } target && results.Any(result =>
        result is { Status: TrialStatus.Finished or TrialStatus.Pruned, Last: { } last } && Metric.Of(last, Name) is { } value && (Goal == MetricGoal.Maximize ? value >= target : value <= target));
}

/// <summary>Which end of a metric is better.</summary>
public enum MetricGoal
{
    /// <summary>Less is better.</summary>
    Minimize,

    /// <summary>More is better.</summary>
    Maximize,
}
