using SweepDsl.Dsl.Expressions;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the part of an experiment's class that holds its YAML, for reports.</summary>
internal static class SourceEmitter
{
    /// <summary>What the file's name has behind that of the class.</summary>
    public const string Suffix = ".Source";

    public static CodeWriter Emit(ExperimentText text)
    {
        CodeWriter writer = CodeWriter.StartFile(text.FileName, ExperimentEmitter.Namespace);
        writer.Line($"public sealed partial class {text.TypeName}");
        using (writer.Braces())
        {
            writer.InheritDoc();
            writer.Line($"public override {RuntimeNames.Sweeps}ExperimentSource? Source {{ get; }} = new(");
            using (writer.Indent())
            {
                writer.Line($"{CSharpRenderer.Literal(text.FileName)},");
                writer.Line("string.Join(\"\\n\", new string[]");
                writer.Line("{");
                using (writer.Indent("}),"))
                {
                    foreach (string line in text.Lines)
                    {
                        writer.Line($"{CSharpRenderer.Literal(line)},");
                    }
                }

                WriteWarnings(writer, text);
            }
        }

        return writer;
    }

    private static void WriteWarnings(CodeWriter writer, ExperimentText text)
    {
        writer.Line("[");
        using (writer.Indent("]);"))
        {
            foreach (MethodRemark warning in text.Warnings)
            {
                string accepted = warning.Accepted is null ? "" : $", {CSharpRenderer.Literal(warning.Accepted)}";
                writer.Line($"new({CSharpRenderer.Literal(warning.Rule)}, {CSharpRenderer.Literal(warning.Title)}, {CSharpRenderer.Literal(warning.Message)}, {warning.Line}, {warning.Column}{accepted}),");
            }
        }
    }
}
