using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Glsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Tests.Glsl;

/// <summary>Short forms of the parsers' calls.</summary>
internal static class Parse
{
    public static Parsed<KernelModel> Kernel(string text, string name = "scale") => KernelParser.Parse($"shaders/{name}.comp", SourceText.From(text), default);

    public static Parsed<OptimizerModel> Optimizer(string text, string name = "adam") => OptimizerParser.Parse($"optimizers/{name}.glsl", SourceText.From(text), default);

    public static Parsed<ActivationModel> Activation(string text, string name = "relu") => ActivationParser.Parse($"activations/{name}.glsl", SourceText.From(text), default);

    /// <summary>Ids with positions as people count, such as <c>SWEEP0701(2,5)</c>.</summary>
    public static string[] Problems<T>(Parsed<T> parsed)
        where T : class, IEquatable<T> =>
        [.. parsed.Diagnostics.Select(found => $"{found.Descriptor.Id}({found.Location.Lines.Start.Line + 1},{found.Location.Lines.Start.Character + 1})")];
}
