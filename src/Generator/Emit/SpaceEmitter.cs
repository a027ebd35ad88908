using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the points of a sweep: as a list when one parameter varies, as nested loops when several do.</summary>
internal static class SpaceEmitter
{
    public static void Write(CodeWriter writer, ValueList<Parameter> parameters)
    {
        List<ListedParameter> listed = parameters.OfType<ListedParameter>().ToList();
        List<ListedParameter> varying = listed.FindAll(parameter => parameter.Values.Count > 1);
        writer.Line();
        writer.InheritDoc();
        string property = $"public override {RuntimeNames.Sweeps}SearchSpace<Parameters> Space {{ get; }} = new(";
        if (varying.Count > 1)
        {
            writer.Line(property + "[.. Grid()]);");
            writer.Line();
            WriteLoops(writer, listed, varying);
            return;
        }

        IEnumerable<string> points = varying.Count == 0
            ? [Point(listed, [])]
            : varying[0].Values.Select(value => Point(listed, new() { [varying[0].Name] = CSharpRenderer.Render(value) }));
        writer.Items(points, property + "[", "]);");
    }

    private static void WriteLoops(CodeWriter writer, List<ListedParameter> listed, List<ListedParameter> varying)
    {
        writer.Line("private static global::System.Collections.Generic.IEnumerable<Parameters> Grid()");
        Stack<IDisposable> open = new([writer.Braces()]);
        Dictionary<string, string> locals = new(StringComparer.Ordinal);
        foreach (ListedParameter parameter in varying)
        {
            string local = LocalNames.FromYaml(parameter.Name);
            string type = ExpressionText.Type(parameter.Type);
            locals[parameter.Name] = local;
            writer.Items(parameter.Values.Select(value => CSharpRenderer.Render(value)), $"foreach ({type} {local} in ({type}[])[", "])");
            open.Push(writer.Braces());
        }

        writer.Line($"yield return {Point(listed, locals)};");
        while (open.Count > 0)
        {
            open.Pop().Dispose();
        }
    }

    /// <summary>A point, in which parameters of a single value are literals.</summary>
    private static string Point(List<ListedParameter> listed, Dictionary<string, string> values)
    {
        IEnumerable<string> arguments = listed.Select(
            parameter => values.TryGetValue(parameter.Name, out string value) ? value : CSharpRenderer.Render(parameter.Values[0]));
        return $"new({string.Join(", ", arguments)})";
    }
}
