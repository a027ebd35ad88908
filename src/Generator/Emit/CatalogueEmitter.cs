using SweepDsl.Dsl;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the list of all experiments, which the runner shows.</summary>
internal static class CatalogueEmitter
{
    public const string TypeName = "ExperimentCatalogue";

    public static CodeWriter Emit(ValueList<string> classNames)
    {
        string list = $"global::System.Collections.Generic.IReadOnlyList<{RuntimeNames.Sweeps}Experiment>";
        CodeWriter writer = CodeWriter.StartFile("the names of all experiments", ExperimentEmitter.Namespace);
        writer.Summary("All experiments of this project.");
        writer.GeneratedCodeAttribute();
        writer.Line($"public static class {TypeName}");
        using (writer.Braces())
        {
            writer.Summary("The experiments, by name.");
            writer.Line($"public static {list} All {{ get; }} =");
            writer.Line("[");
            using (writer.Indent("];"))
            {
                foreach (string className in classNames)
                {
                    writer.Line($"new global::{ExperimentEmitter.Namespace}.{className}(),");
                }
            }
        }

        return writer;
    }
}
