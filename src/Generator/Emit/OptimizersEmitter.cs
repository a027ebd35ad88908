using SweepDsl.Dsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the list of all optimizers.</summary>
internal static class OptimizersEmitter
{
    public const string TypeName = "Optimizers";
    private const string Prefix = RuntimeNames.Kernels;

    public static CodeWriter Emit(ValueList<OptimizerModel> optimizers)
    {
        CodeWriter writer = CodeWriter.StartFile("shaders/optimizers", KernelEmitter.Namespace);
        writer.Summary("The optimizers: one for each snippet in shaders/optimizers.");
        writer.GeneratedCodeAttribute();
        writer.Line($"public static class {TypeName}");
        using (writer.Braces())
        {
            writer.Summary("All of them with their default hyper-parameters, by name.");
            writer.Line($"public static global::System.Collections.Immutable.ImmutableArray<{Prefix}OptimizerDefinition> All {{ get; }} =");
            using (writer.Indent())
            {
                writer.Line($"[{string.Join(", ", optimizers.Select(optimizer => $"new {Prefix}{optimizer.TypeName}()"))}];");
            }
        }

        return writer;
    }
}
