using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Pipeline;

/// <summary>The kinds of input files, told by extension and folder.</summary>
internal static class InputFiles
{
    public static bool IsKernel(string path) => HasExtension(path, ".comp");

    public static bool IsExperiment(string path) => HasExtension(path, ".yaml") || HasExtension(path, ".yml");

    public static bool IsActivation(string path) => IsSnippet(path, "activations");

    public static bool IsOptimizer(string path) => IsSnippet(path, "optimizers");

    /// <summary>The files of a kind, parsed one by one.</summary>
    public static IncrementalValuesProvider<Parsed<T>> Parse<T>(
        this IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<bool> isWanted,
        Func<string, bool> isOfKind,
        Func<string, SourceText, CancellationToken, Parsed<T>> parse)
        where T : class, IEquatable<T> =>
        context.Files(isWanted, isOfKind).Select((file, cancellationToken) => parse(file.Path, file.Read(cancellationToken), cancellationToken));

    /// <summary>The files of a kind, when the project wants what they become.</summary>
    public static IncrementalValuesProvider<AdditionalText> Files(
        this IncrementalGeneratorInitializationContext context, IncrementalValueProvider<bool> isWanted, Func<string, bool> isOfKind) =>
        context.AdditionalTextsProvider
            .Where(file => isOfKind(file.Path))
            .Combine(isWanted)
            .Where(pair => pair.Right)
            .Select((pair, _) => pair.Left);

    /// <summary>The text; empty for a file that has vanished since the build looked for it, which the compiler reports.</summary>
    public static SourceText Read(this AdditionalText file, CancellationToken cancellationToken) =>
        file.GetText(cancellationToken) ?? SourceText.From("");

    private static bool IsSnippet(string path, string folder) =>
        HasExtension(path, ".glsl")
        && string.Equals(Path.GetFileName(Path.GetDirectoryName(path) ?? ""), folder, StringComparison.Ordinal);

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
