using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>An experiment as the runner sees it. Generated classes derive from <see cref="Experiment{TParameters}"/>.</summary>
public abstract class Experiment
{
    /// <summary>The name in the YAML; also the name of its results folder.</summary>
    public abstract string Name { get; }

    /// <summary>The question it answers; null when the YAML has none.</summary>
    public abstract string? Description { get; }

    /// <summary>The data.</summary>
    public abstract DatasetDefinition Dataset { get; }

    /// <summary>How points are chosen and judged.</summary>
    public abstract SweepDefinition Sweep { get; }

    /// <summary>All points of the sweep, in the order of the grid.</summary>
    /// <param name="context">What expressions may ask about the study.</param>
    public abstract IEnumerable<SweepPoint> Points(StudyContext context);
}

/// <summary>Base of the generated classes: parameters as a typed record.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
public abstract class Experiment<TParameters> : Experiment
    where TParameters : struct
{
    /// <summary>The points of the sweep as typed values.</summary>
    public abstract SearchSpace<TParameters> Space { get; }

    /// <summary>The network of a point.</summary>
    public abstract NetworkDefinition Network(TParameters parameters, StudyContext context);

    /// <summary>The training of a point.</summary>
    public abstract TrainingDefinition Training(TParameters parameters, StudyContext context);

    /// <summary>A point's parameters by the YAML's names, in the YAML's order.</summary>
    public abstract ParameterSet Describe(TParameters parameters);

    /// <inheritdoc/>
    public sealed override IEnumerable<SweepPoint> Points(StudyContext context) =>
        Space.Points.Select(p => new SweepPoint(Describe(p), Network(p, context), Training(p, context)));
}

/// <summary>What expressions may ask about the study beyond the parameters.</summary>
/// <param name="Examples">Training examples of an epoch, after <c>train_examples</c> and <c>validation_fraction</c>.</param>
public readonly record struct StudyContext(int Examples);

/// <summary>The points of a sweep.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
/// <param name="Points">All points, in the order of the grid: the last parameter varies fastest.</param>
public sealed record SearchSpace<TParameters>(ImmutableArray<TParameters> Points)
    where TParameters : struct;

/// <summary>One point of a sweep, ready to be crossed with seeds.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Network">Its network.</param>
/// <param name="Training">Its training.</param>
public sealed record SweepPoint(ParameterSet Parameters, NetworkDefinition Network, TrainingDefinition Training);

/// <summary>How points are chosen and judged.</summary>
/// <param name="Method">How points are chosen.</param>
/// <param name="Metric">What they are judged by.</param>
/// <param name="Seeds">The seeds every point is run with; equal seeds of two points are a pair.</param>
public sealed record SweepDefinition(SearchMethod Method, MetricDefinition Metric, ImmutableArray<int> Seeds);

/// <summary>How points are chosen.</summary>
public enum SearchMethod
{
    /// <summary>All combinations.</summary>
    Grid,
}

/// <summary>What points are judged by.</summary>
/// <param name="Name">A metric's name in <c>metrics.jsonl</c>, such as <c>test_accuracy</c>.</param>
/// <param name="Goal">Which end is better.</param>
public sealed record MetricDefinition(string Name, MetricGoal Goal);

/// <summary>Which end of a metric is better.</summary>
public enum MetricGoal
{
    /// <summary>Less is better.</summary>
    Minimize,

    /// <summary>More is better.</summary>
    Maximize,
}
