using SweepDsl.Dsl;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the record of swept parameters: those that the search chooses are its data, computed ones follow from them.</summary>
internal static class ParametersEmitter
{
    public static void Write(CodeWriter writer, ValueList<Parameter> parameters, ExpressionText expressions)
    {
        List<ChosenParameter> chosen = parameters.OfType<ChosenParameter>().ToList();
        List<ComputedParameter> computed = parameters.OfType<ComputedParameter>().ToList();
        writer.Line();
        writer.Summary("The parameters of a point of the sweep.");
        foreach (ChosenParameter parameter in chosen)
        {
            writer.Line($"/// <param name=\"{expressions.Member(parameter.Name)}\">The parameter {CommentText.Xml(parameter.Name)}.</param>");
        }

        IEnumerable<string> members = chosen.Select(parameter => $"{ExpressionText.Type(parameter.Type)} {expressions.Member(parameter.Name)}");
        writer.Items(members, "public readonly record struct Parameters(", computed.Count == 0 ? ");" : ")");
        if (computed.Count > 0)
        {
            using (writer.Braces())
            {
                WriteComputed(writer, computed, expressions);
            }
        }
    }

    private static void WriteComputed(CodeWriter writer, List<ComputedParameter> computed, ExpressionText expressions)
    {
        foreach (ComputedParameter parameter in computed)
        {
            if (parameter != computed[0])
            {
                writer.Line();
            }

            writer.Summary($"The parameter {parameter.Name}, which follows from the others.");
            writer.Line($"public {ExpressionText.Type(parameter.Type)} {expressions.Member(parameter.Name)} => {expressions.InRecord(parameter.Value)};");
        }
    }
}
