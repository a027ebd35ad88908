using Microsoft.CodeAnalysis;
using SweepDsl.Dsl;
using SweepDsl.Generator.Emit;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Pipeline;

/// <summary>The ends of the pipelines.</summary>
internal static class Outputs
{
    /// <summary>The models alone: equal as long as nothing changed but positions.</summary>
    public static IncrementalValuesProvider<T> Models<T>(this IncrementalValuesProvider<Parsed<T>> parsed, string stepName)
        where T : class, IEquatable<T> =>
        parsed.Where(result => result.Model is not null).Select((result, _) => result.Model!).WithTrackingName(stepName);

    /// <summary>One file for each model, but for those whose name clashes with another's.</summary>
    public static void RegisterTypes<T>(
        this IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<T> models,
        IncrementalValueProvider<ValueList<string>> clashingNames,
        Func<T, CodeWriter> emit,
        string suffix = "")
        where T : class, ITypeModel =>
        context.RegisterSourceOutput(
            models.Combine(clashingNames).Where(pair => !pair.Right.Contains(pair.Left.TypeName)).Select((pair, _) => pair.Left),
            (output, model) => output.AddSource($"{model.TypeName}{suffix}.g.cs", emit(model).ToSourceText()));

    /// <summary>One file for a whole list.</summary>
    public static void RegisterFile<T>(
        this IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<bool> isWanted,
        IncrementalValueProvider<ValueList<T>> items,
        string typeName,
        Func<ValueList<T>, CodeWriter> emit) =>
        context.RegisterSourceOutput(
            items.Combine(isWanted),
            (output, pair) =>
            {
                if (pair.Right)
                {
                    output.AddSource($"{typeName}.g.cs", emit(pair.Left).ToSourceText());
                }
            });

    /// <summary>All models together, in the order of their names.</summary>
    public static IncrementalValueProvider<ValueList<T>> Sorted<T>(this IncrementalValuesProvider<T> models, Func<T, string> name) =>
        models.Collect().Select((all, _) => all.OrderBy(name, StringComparer.Ordinal).ToValueList());

    public static void RegisterDiagnostics(
        this IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ValueList<DiagnosticInfo>> diagnostics) =>
        context.RegisterSourceOutput(diagnostics, (output, found) => Report(output, found));

    public static void Report(SourceProductionContext output, ValueList<DiagnosticInfo> diagnostics)
    {
        foreach (DiagnosticInfo diagnostic in diagnostics)
        {
            output.ReportDiagnostic(diagnostic.ToDiagnostic());
        }
    }
}
