using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes what is drawn for a point of a sweep, and how the parameters follow from it.</summary>
internal static class SpaceEmitter
{
    private const string Prefix = RuntimeNames.Search;
    private const string SpaceType = $"{Prefix}SearchSpace<Parameters>";

    public static void Write(CodeWriter writer, ValueList<Parameter> parameters)
    {
        List<ListedParameter> listed = parameters.OfType<ListedParameter>().ToList();
        List<ListedParameter> varying = listed.FindAll(parameter => parameter.Values.Count > 1);
        writer.Line();
        writer.InheritDoc();
        string property = $"public override {SpaceType} Space {{ get; }} = ";
        if (varying.Count == 0)
        {
            writer.Line($"{property}new([], _ => new({string.Join(", ", listed.Select(parameter => CSharpRenderer.Render(parameter.Values[0])))}));");
            return;
        }

        writer.Line($"{property}CreateSpace();");
        writer.Line();
        WriteCreation(writer, listed, varying);
    }

    private static void WriteCreation(CodeWriter writer, List<ListedParameter> listed, List<ListedParameter> varying)
    {
        Dictionary<string, string> lists = varying.ToDictionary(parameter => parameter.Name, parameter => LocalNames.ListFromYaml(parameter.Name), StringComparer.Ordinal);
        writer.Line($"private static {SpaceType} CreateSpace()");
        using (writer.Braces())
        {
            foreach (ListedParameter parameter in varying)
            {
                writer.Items(parameter.Values.Select(value => CSharpRenderer.Render(value)), $"{ExpressionText.Type(parameter.Type)}[] {lists[parameter.Name]} = [", "];");
            }

            writer.Line("return new(");
            using (writer.Indent())
            {
                writer.Line("[");
                using (writer.Indent("],"))
                {
                    foreach (ListedParameter parameter in varying)
                    {
                        writer.Line($"new({CSharpRenderer.Literal(parameter.Name)}, new {Prefix}ListedDistribution({lists[parameter.Name]}.Length)),");
                    }
                }

                writer.Items(listed.Select(Value), "drawn => new(", "));");
            }
        }

        string Value(ListedParameter parameter) => varying.IndexOf(parameter) is >= 0 and int dimension
            ? $"{lists[parameter.Name]}[(int)drawn[{dimension}]]"
            : CSharpRenderer.Render(parameter.Values[0]);
    }
}
