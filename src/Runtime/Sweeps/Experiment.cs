using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps.Search;
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
