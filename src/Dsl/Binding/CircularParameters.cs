using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Finds parameters that depend on themselves, by their expressions and conditions.</summary>
internal static class CircularParameters
{
    /// <summary>Reports every circle once, where the first of its parameters stands.</summary>
    /// <returns>The names of the parameters in circles.</returns>
    public static HashSet<string> Report(CheckContext context, IReadOnlyList<NamedNode> parameters)
    {
        Dictionary<string, string[]> uses = [];
        foreach (NamedNode parameter in parameters)
        {
            uses[parameter.Name] = [.. Expressions(parameter.Value).Select(scalar => ExpressionReader.Read(scalar.Value, out _)).OfType<SyntaxNode>().SelectMany(SyntaxNames.Of).Distinct()];
        }

        HashSet<string> circular = [];
        foreach (NamedNode parameter in parameters.Where(parameter => uses[parameter.Name].Length > 0 && !circular.Contains(parameter.Name)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (Circle(parameter.Name, uses) is not { } circle)
            {
                continue;
            }

            circular.UnionWith(circle);
            context.UsedParameters.UnionWith(circle.SelectMany(name => uses[name]));
            string path = string.Join(", which depends on ", circle.Skip(1).Append(circle[0]).Select(Wording.Quote));
            context.Report(DiagnosticCatalogue.CircularParameter, parameter.Key.Span, $"{Wording.Quote(parameter.Name)} depends on {path}: neither has a value before the other. Take one of them out of the other's expression.");
        }

        return circular;
    }

    // The shortest way from a parameter back to itself.
    private static IReadOnlyList<string>? Circle(string start, Dictionary<string, string[]> uses)
    {
        Dictionary<string, string> cameFrom = [];
        Queue<string> next = new([start]);
        while (next.Count > 0)
        {
            string name = next.Dequeue();
            foreach (string used in uses[name].Where(used => uses.ContainsKey(used) && !cameFrom.ContainsKey(used)))
            {
                cameFrom[used] = name;
                next.Enqueue(used);
            }
        }

        if (!cameFrom.ContainsKey(start))
        {
            return null;
        }

        List<string> circle = [];
        string step = start;
        do
        {
            step = cameFrom[step];
            circle.Insert(0, step);
        }
        while (step != start);
        return circle;
    }

    private static IEnumerable<ScalarNode> Expressions(YamlNode value)
    {
        YamlNode?[] places = value is MappingNode mapping ? [mapping.Find("value"), mapping.Find("when")] : [value];
        return places.OfType<ScalarNode>().Where(scalar => ScalarContent.Of(scalar).Kind == ScalarKind.Expression);
    }
}
