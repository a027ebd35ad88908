using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Binding;

/// <summary>The grid of a sweep at build time.</summary>
internal sealed class Grid(IReadOnlyList<Parameter> parameters, int? examples, CancellationToken cancellation)
{
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
        foreach (ComputedParameter computed in parameters.OfType<ComputedParameter>().Reverse().Where(parameter => used.Contains(parameter.Name)))
        {
            used.UnionWith(References.ParametersOf(computed.Value));
        }

        Parameter[] relevant = [.. parameters.Where(parameter => used.Contains(parameter.Name))];
        ListedParameter[] listed = [.. relevant.OfType<ListedParameter>()];
        string[] names = [.. listed.Select(parameter => parameter.Name)];
        int[] indices = new int[listed.Length];
        do
        {
            cancellation.ThrowIfCancellationRequested();
            if (ValuesAt(relevant, listed, indices) is { } values)
            {
                yield return new Point(values, names);
            }
        }
        while (Advance(indices, listed));
    }

    private static bool Advance(int[] indices, ListedParameter[] listed)
    {
        for (int i = indices.Length - 1; i >= 0; i--)
        {
            if (++indices[i] < listed[i].Values.Count)
            {
                return true;
            }

            indices[i] = 0;
        }

        return false;
    }

    private Dictionary<string, Expression>? ValuesAt(Parameter[] relevant, ListedParameter[] listed, int[] indices)
    {
        Dictionary<string, Expression> values = [];
        for (int i = 0; i < listed.Length; i++)
        {
            values.Add(listed[i].Name, listed[i].Values[indices[i]]);
        }

        foreach (ComputedParameter computed in relevant.OfType<ComputedParameter>())
        {
            if (!new Evaluator(values, examples).TryEvaluate(computed.Value, out Expression? value, out _))
            {
                return null;
            }

            values.Add(computed.Name, value);
        }

        return values;
    }
}
