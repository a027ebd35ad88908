using SweepDsl.Dsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the list of all activations.</summary>
internal static class ActivationsEmitter
{
    public const string TypeName = "Activations";
    private const string Type = RuntimeNames.Kernels + "Activation";

    public static CodeWriter Emit(ValueList<ActivationModel> activations)
    {
        CodeWriter writer = CodeWriter.StartFile("shaders/activations", KernelEmitter.Namespace);
        writer.Summary("The activation functions: one for each snippet in shaders/activations.");
        writer.GeneratedCodeAttribute();
        writer.Line($"public static class {TypeName}");
        using (writer.Braces())
        {
            foreach (ActivationModel activation in activations)
            {
                string source = activation.BackwardFromInput ? "Input" : "Output";
                writer.Summary(activation.Summary.Length > 0 ? activation.Summary : $"The activation {activation.Name}.");
                writer.Line($"public static {Type} {MemberNames.FromYaml(activation.Name)} {{ get; }} = new(\"{activation.Name}\", {Type}Source.{source});");
                writer.Line();
            }

            writer.Summary("All of them, by name.");
            writer.Line($"public static global::System.Collections.Immutable.ImmutableArray<{Type}> All {{ get; }} =");
            using (writer.Indent())
            {
                writer.Line($"[{string.Join(", ", activations.Select(activation => MemberNames.FromYaml(activation.Name)))}];");
            }
        }

        return writer;
    }
}
