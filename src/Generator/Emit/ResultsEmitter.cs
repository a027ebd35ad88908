using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes how an experiment's results are read again, with its parameters as typed values.</summary>
internal static class ResultsEmitter
{
    private const string Prefix = RuntimeNames.Results;

    public static void Write(CodeWriter writer, string typeName, ValueList<Parameter> parameters)
    {
        writer.Line();
        writer.Summary("What came of running the experiment.");
        writer.Line("public static class Results");
        using (writer.Braces())
        {
            writer.Summary("Reads the results that 'sweep run' wrote, also while it runs.");
            writer.Line("/// <param name=\"folder\">Where they lie: <c>runs/</c> and the experiment's name.</param>");
            writer.Line($"/// <exception cref=\"global::SweepDsl.Runtime.SweepException\">There are none, or they are of another experiment or version.</exception>");
            writer.Line($"public static {Prefix}StudyResults<Parameters> Load(string folder) =>");
            using (writer.Indent())
            {
                writer.Line($"{Prefix}StudyResults<Parameters>.Load(folder, new {typeName}(), Read);");
            }

            writer.Line();
            writer.Items(parameters.OfType<ChosenParameter>().Select(Value), $"private static Parameters Read({Prefix}StoredParameters stored) => new(", ");");
        }
    }

    private static string Value(ChosenParameter parameter) => $"stored.{Kind(parameter.Type)}({CSharpRenderer.Literal(parameter.Name)})";

    private static string Kind(ScalarType type) => type switch
    {
        ScalarType.Integer => "Integer",
        ScalarType.Number => "Number",
        ScalarType.Truth => "Truth",
        _ => "Word",
    };
}
