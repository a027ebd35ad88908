using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Binding;

/// <summary>The points of a sweep at build time: all of them, or where they are too many or without end the corners and a sample of them.</summary>
/// <param name="parameters">The parameters, in the YAML's order.</param>
/// <param name="pairs">Names of those that vary together.</param>
/// <param name="examples">Training examples of an epoch; null where only the data can tell.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Grid(IReadOnlyList<Parameter> parameters, ValueList<ValueList<string>> pairs, int? examples, CancellationToken cancellation)
{
    private readonly SpaceDimension[] _dimensions = [.. SpaceDimension.Of(parameters, pairs)];

    /// <summary>An evaluator at a point.</summary>
    public Evaluator At(Point point) => new(point.Values, examples);

    /// <summary>Whether the value of an expression is known at build time: it is not where <c>examples</c> is used and not known.</summary>
    public bool CanEvaluate(Expression expression) => examples is not null || !References.UsesExamples(expression);

    /// <summary>
    /// The points that differ in what some expressions use, in the order of the grid. Points at which a computed parameter has no value are left out; they are reported where
    /// that parameter stands.
    /// </summary>
    public IEnumerable<Point> PointsOf(IEnumerable<Expression> expressions)
    {
        HashSet<string> used = [.. expressions.SelectMany(References.ParametersOf)];
        foreach (Parameter parameter in parameters.Reverse().Where(parameter => used.Contains(parameter.Name)))
        {
            used.UnionWith(Dependencies(parameter));
        }

        Parameter[] relevant = [.. parameters.Where(parameter => used.Contains(parameter.Name))];
        SpaceDimension[] dimensions = [.. _dimensions.Where(dimension => dimension.Parameters.Any(parameter => used.Contains(parameter.Name)))];
        string[] names = [.. relevant.OfType<ChosenParameter>().Select(parameter => parameter.Name)];
        foreach (double[] levels in SpaceLevels.Of(dimensions))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ValuesAt(relevant, Chosen(dimensions, levels)) is { } values)
            {
                yield return new Point(values, names);
            }
        }
    }

    /// <summary>Number of distinct points, a tuned parameter not counted; null where they cannot be counted, or a space with conditions is too large to.</summary>
    /// <param name="tuned">The name of the tuned parameter; null for none.</param>
    public long? CountPoints(string? tuned)
    {
        SpaceDimension[] dimensions = [.. _dimensions.Where(dimension => dimension.Parameters[0].Name != tuned)];
        long? all = SpaceLevels.Count(dimensions);
        Parameter[] free = [.. parameters.Where(parameter => parameter.Name != tuned)];
        if (all is null or > Schema.LanguageSchema.MostTrials || free.OfType<ChosenParameter>().All(parameter => parameter.Condition is null))
        {
            return all;
        }

        ChosenParameter[] chosen = [.. free.OfType<ChosenParameter>()];
        HashSet<ValueList<Expression>> distinct = [];
        foreach (double[] levels in SpaceLevels.All(dimensions))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ValuesAt(free, Chosen(dimensions, levels)) is { } values)
            {
                distinct.Add(chosen.Select(parameter => values[parameter.Name]).ToValueList());
            }
        }

        return distinct.Count;
    }

    private static IEnumerable<string> Dependencies(Parameter parameter) => parameter switch
    {
        ComputedParameter computed => References.ParametersOf(computed.Value),
        ChosenParameter { Condition: { } condition } => References.ParametersOf(condition.When),
        _ => [],
    };

    private static Dictionary<string, Expression> Chosen(SpaceDimension[] dimensions, double[] levels)
    {
        Dictionary<string, Expression> chosen = [];
        for (int i = 0; i < dimensions.Length; i++)
        {
            foreach (ChosenParameter parameter in dimensions[i].Parameters)
            {
                chosen[parameter.Name] = parameter is ListedParameter listed ? listed.Values[(int)levels[i]]
                    : parameter.Type == ScalarType.Integer ? new IntegerLiteral((int)levels[i])
                    : new NumberLiteral(levels[i]);
            }
        }

        return chosen;
    }

    // A parameter depends on those above it only.
    private Dictionary<string, Expression>? ValuesAt(Parameter[] relevant, Dictionary<string, Expression> chosen)
    {
        Dictionary<string, Expression> values = [];
        foreach (Parameter parameter in relevant)
        {
            if (ValueOf(parameter, chosen, new Evaluator(values, examples)) is not { } value)
            {
                return null;
            }

            values[parameter.Name] = value;
        }

        return values;
    }

    private static Expression? ValueOf(Parameter parameter, Dictionary<string, Expression> chosen, Evaluator evaluator)
    {
        if (parameter is ComputedParameter computed)
        {
            return evaluator.TryEvaluate(computed.Value, out Expression? value, out _) ? value : null;
        }

        Expression own = chosen.TryGetValue(parameter.Name, out Expression? varying) ? varying : ((ListedParameter)parameter).Values[0];
        return ((ChosenParameter)parameter).Condition is not { } condition ? own
            : evaluator.TryEvaluate(condition.When, out Expression? holds, out _) ? holds is TruthLiteral { Value: true } ? own : condition.Otherwise
            : null;
    }
}
