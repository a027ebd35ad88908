using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SweepDsl.Generator.Pipeline;

/// <summary>
/// What a project wants generated, from its property <c>SweepDslOutput</c>: the runtime has <c>Kernels</c>, a project of experiments <c>Experiments</c>.
/// Both see the snippets, so the files alone cannot tell.
/// </summary>
internal static class GeneratorOutput
{
    public const string Property = "build_property.SweepDslOutput";
    public const string Kernels = "Kernels";
    public const string Experiments = "Experiments";

    public static IncrementalValueProvider<bool> Wants(this IncrementalGeneratorInitializationContext context, string output) =>
        context.AnalyzerConfigOptionsProvider.Select((options, _) => IsWanted(options.GlobalOptions, output));

    private static bool IsWanted(AnalyzerConfigOptions options, string output) =>
        options.TryGetValue(Property, out string? value) && string.Equals(value, output, StringComparison.OrdinalIgnoreCase);
}
