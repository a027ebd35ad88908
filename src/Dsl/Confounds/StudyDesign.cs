using System.Globalization;
using SweepDsl.Dsl.Binding;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Confounds;

/// <summary>A study as the rules of its method see it: what differs between its points, and where that stands in the text.</summary>
internal sealed class StudyDesign
{
    private readonly CheckedMapping _root;
    private readonly IReadOnlyList<DeclaredParameter> _parameters;

    /// <summary>Looks at a study without errors.</summary>
    /// <param name="model">The study.</param>
    /// <param name="root">Its text.</param>
    /// <param name="parameters">The parameters of its sweep.</param>
    /// <param name="grid">Its grid.</param>
    /// <param name="examples">Training examples of an epoch; null where only the data can tell.</param>
    public StudyDesign(ExperimentModel model, CheckedMapping root, IReadOnlyList<DeclaredParameter> parameters, Grid grid, int? examples)
    {
        (Model, _root, _parameters, Examples) = (model, root, parameters, examples);
        Points = PointsOf(model.Training, grid);
        Norms = NormPoint.Of(model, grid);
    }

    /// <summary>The study.</summary>
    public ExperimentModel Model { get; }

    /// <summary>Training examples of an epoch; null where only the data can tell.</summary>
    public int? Examples { get; }

    /// <summary>The distinct points as far as the method goes; empty where their values are known only with the data.</summary>
    public IReadOnlyList<DesignPoint> Points { get; }

    /// <summary>What the network's batch norms take their statistics over at the points of the grid; empty where there are none, or only the data can tell.</summary>
    public IReadOnlyList<NormPoint> Norms { get; }

    /// <summary>The batch sizes of the sweep, ascending.</summary>
    public IReadOnlyList<int> BatchSizes => [.. Points.Select(point => point.BatchSize).Distinct().OrderBy(size => size)];

    /// <summary>The learning rate when all points have the same; otherwise null.</summary>
    public double? CommonRate => Points.Count > 0 && Points.All(point => point.LearningRate == Points[0].LearningRate) ? Points[0].LearningRate : null;

    /// <summary>Whether the learning rate changes in the course of a training, by a schedule or a warm-up; <see cref="CommonRate"/> is what it takes shares of.</summary>
    public bool HasSchedule => Model.Training.Schedule is not FixedSetting<ScheduleChoice> { Value: ConstantSchedule } || Model.Training.Warmup is not null;

    /// <summary>Whether a batch that does not fill may be trained on.</summary>
    public bool MayKeepLastBatch => HasLastBatch(LastBatch.Keep);

    /// <summary>Whether a batch that does not fill may be left out.</summary>
    public bool MayDropLastBatch => HasLastBatch(LastBatch.Drop);

    /// <summary>The place of a setting of training: of the parameter that sets it, of its key, or of all of training.</summary>
    public SourceSpan Setting(string key) => _parameters.FirstOrDefault(parameter => parameter.IsSetting && parameter.Name == key)?.Span ?? Key("training", key);

    /// <summary>The place of a key within a section, or of the section, or of the beginning where there is none.</summary>
    public SourceSpan Key(string section, string key) =>
        _root.Find<CheckedMapping>(section) is { } mapping && mapping.Entries.TryGetValue(key, out CheckedEntry? entry) ? entry.KeySpan
        : _root.Entries.TryGetValue(section, out CheckedEntry? whole) ? whole.KeySpan
        : _root.Span;

    /// <summary>A number for people: <c>156,250</c>, <c>0.001</c>.</summary>
    public static string Text(double value) => value.ToString(Math.Abs(value) >= 1000 ? "N0" : "G6", CultureInfo.InvariantCulture);

    /// <summary>The batch sizes as a range: <c>8…2048</c>.</summary>
    public string BatchSizeRange() => BatchSizes is { Count: > 0 } sizes ? FormattableString.Invariant($"{sizes[0]}…{sizes[sizes.Count - 1]}") : "";

    /// <summary>Updates that a length of training has at a batch size; null where only the data, or a clock, can tell, or where it differs from point to point.</summary>
    public long? UpdatesOf(TrainingLength length, int batchSize) => length.Amount is IntegerLiteral amount ? Updates(length.Unit, batchSize, amount.Value) : null;

    private bool HasLastBatch(LastBatch kind) => Model.Training.LastBatch switch
    {
        FixedSetting<LastBatch> setting => setting.Value == kind,
        SweptSetting<LastBatch> swept => swept.Cases.Any(one => one.Value == kind),
        _ => false,
    };

    private IReadOnlyList<DesignPoint> PointsOf(TrainingSettings training, Grid grid)
    {
        TrainingLength interval = training.EvaluationInterval ?? new TrainingLength(LengthUnit.Epochs, new IntegerLiteral(1));
        Expression[] expressions = [training.BatchSize, training.LearningRate, training.Budget.Amount, interval.Amount];
        if (!expressions.All(grid.CanEvaluate))
        {
            return [];
        }

        List<DesignPoint> points = [];
        foreach (Point point in grid.PointsOf(expressions))
        {
            Evaluator evaluator = grid.At(point);
            if (Number(evaluator, training.BatchSize) is { } batch && Number(evaluator, training.LearningRate) is { } rate
                && Number(evaluator, training.Budget.Amount) is { } budget && Number(evaluator, interval.Amount) is { } every)
            {
                long? updates = Updates(training.Budget.Unit, (int)batch, budget);
                points.Add(new DesignPoint((int)batch, rate, budget, updates, Updates(interval.Unit, (int)batch, every), Evaluations(interval.Unit, (int)batch, every, updates)));
            }
        }

        return [.. points.Distinct()];
    }

    private long? Updates(LengthUnit unit, int batch, double budget) => unit switch
    {
        LengthUnit.Updates => (long)budget,
        LengthUnit.Examples => (long)Math.Ceiling(budget / batch),
        LengthUnit.Epochs when Examples is { } examples => (long)budget * Math.Max(1, (examples / batch) + (MayKeepLastBatch && examples % batch > 0 ? 1 : 0)),
        _ => null,
    };

    // Examples are counted on through updates: every 100 of them are passed after 2, 3, 4 updates of 64, and so on.
    private long? Evaluations(LengthUnit unit, int batch, double every, long? updates) => unit == LengthUnit.Examples
        ? updates is { } all ? Math.Min(all, (long)Math.Ceiling(all * (double)batch / every)) : null
        : (updates + Updates(unit, batch, every) - 1) / Updates(unit, batch, every);

    private static double? Number(Evaluator evaluator, Expression expression) => evaluator.TryEvaluate(expression, out Expression? value, out _)
        ? value switch
        {
            IntegerLiteral integer => integer.Value,
            NumberLiteral number => number.Value,
            _ => null,
        }
        : null;
}
