using System.Globalization;
using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes what is drawn for a point of a sweep, and how the parameters follow from it.</summary>
internal static class SpaceEmitter
{
    private const string Prefix = RuntimeNames.Search;
    private const string SpaceType = $"{Prefix}SearchSpace<Parameters>";

    public static void Write(CodeWriter writer, SweepSettings sweep)
    {
        List<ChosenParameter> chosen = sweep.Parameters.OfType<ChosenParameter>().ToList();
        List<SpaceDimension> dimensions = sweep.Dimensions.ToList();
        bool isConditional = chosen.Exists(parameter => parameter.Condition is not null);
        writer.Line();
        writer.InheritDoc();
        string property = $"public override {SpaceType} Space {{ get; }} = ";
        if (dimensions.Count == 0 && !isConditional)
        {
            writer.Line($"{property}new([], _ => new({string.Join(", ", chosen.Select(parameter => CSharpRenderer.Render(((ListedParameter)parameter).Values[0])))}));");
            return;
        }

        writer.Line($"{property}CreateSpace();");
        writer.Line();
        writer.Line($"private static {SpaceType} CreateSpace()");
        using (writer.Braces())
        {
            WriteCreation(writer, sweep, chosen, dimensions, isConditional);
        }
    }

    private static void WriteCreation(CodeWriter writer, SweepSettings sweep, List<ChosenParameter> chosen, List<SpaceDimension> dimensions, bool isConditional)
    {
        Dictionary<string, string> lists = new(StringComparer.Ordinal);
        foreach (ListedParameter parameter in chosen.OfType<ListedParameter>().Where(parameter => dimensions.Exists(dimension => dimension.Parameters.Contains(parameter))))
        {
            string list = LocalNames.ListFromYaml(parameter.Name);
            lists.Add(parameter.Name, list);
            writer.Items(parameter.Values.Select(value => CSharpRenderer.Render(value)), $"{ExpressionText.Type(parameter.Type)}[] {list} = [", "];");
        }

        bool isListed = sweep.Order == GridOrder.Listed;
        writer.Line("return new(");
        using (writer.Indent())
        {
            WriteDimensions(writer, dimensions, lists);
            string end = isListed ? ");" : ")";
            if (isConditional)
            {
                new ConditionalPoint(writer, sweep.Parameters, Value).Write(end);
            }
            else
            {
                writer.Items(chosen.Select(Value), $"{(dimensions.Count == 0 ? "_" : "drawn")} => new(", ")" + end);
            }
        }

        if (!isListed)
        {
            using (writer.Braces("};"))
            {
                writer.Line($"Order = {Prefix}GridOrder.{sweep.Order},");
            }
        }

        string Value(ChosenParameter parameter)
        {
            int dimension = dimensions.FindIndex(one => one.Parameters.Contains(parameter));
            string drawn = $"drawn[{dimension.ToString(CultureInfo.InvariantCulture)}]";
            return dimension < 0 ? CSharpRenderer.Render(((ListedParameter)parameter).Values[0])
                : parameter is ListedParameter ? $"{lists[parameter.Name]}[(int){drawn}]"
                : parameter.Type == ScalarType.Integer ? $"(int){drawn}"
                : drawn;
        }
    }

    private static void WriteDimensions(CodeWriter writer, List<SpaceDimension> dimensions, Dictionary<string, string> lists)
    {
        if (dimensions.Count == 0)
        {
            writer.Line("[],");
            return;
        }

        writer.Line("[");
        using (writer.Indent("],"))
        {
            foreach (SpaceDimension dimension in dimensions)
            {
                string distribution = dimension.Parameters[0] is ListedParameter listed ? Listed(listed, lists[listed.Name]) : DrawText.Of(((DrawnParameter)dimension.Parameters[0]).Draw);
                writer.Line($"new({CSharpRenderer.Literal(dimension.Name)}, {distribution}),");
            }
        }
    }

    private static string Listed(ListedParameter parameter, string list)
    {
        string probabilities = parameter.Probabilities.Count == 0 ? "" : $", [{string.Join(", ", parameter.Probabilities.Select(CSharpRenderer.Literal))}]";
        return $"new {Prefix}ListedDistribution({list}.Length{probabilities})";
    }
}
