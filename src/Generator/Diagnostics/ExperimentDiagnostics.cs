using Microsoft.CodeAnalysis.Text;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Generator.Models;
using Diagnostic = SweepDsl.Dsl.Diagnostics.Diagnostic;
using DiagnosticDescriptor = Microsoft.CodeAnalysis.DiagnosticDescriptor;
using DiagnosticSeverity = Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace SweepDsl.Generator.Diagnostics;

/// <summary>The diagnostics of the language as Roslyn knows diagnostics.</summary>
internal static class ExperimentDiagnostics
{
    private static readonly string[] Groups = ["Syntax", "Keys", "Values", "Shapes", "Search", "Expressions", "Method"];

    /// <summary>The one rule that no file can break by itself.</summary>
    public static readonly DiagnosticDescriptor NameClash = new(
        "SWEEP0250",
        "Two experiments of one name",
        "Several experiments would become the class '{0}' and share one results folder: {1} (give each a name of its own, different in more than case and punctuation)",
        "SweepDsl.Values",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Uri);

    public static DiagnosticInfo Translate(string path, Diagnostic diagnostic) =>
        DiagnosticInfo.Create(Translate(diagnostic.Descriptor), Translate(path, diagnostic.Span), diagnostic.Message);

    /// <summary>A rule of the language; its messages come ready-made, so that editors other than Roslyn's can show them too.</summary>
    public static DiagnosticDescriptor Translate(Dsl.Diagnostics.DiagnosticDescriptor rule) => new(
        rule.Id,
        rule.Title,
        "{0}",
        Category(rule.Id),
        rule.Severity == Dsl.Diagnostics.DiagnosticSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: rule.Help ?? HelpLink.Uri);

    /// <summary>The group of a rule, from the hundreds of its number.</summary>
    private static string Category(string id)
    {
        int group = id["SWEEP0".Length] - '0';
        return "SweepDsl." + (group < Groups.Length ? Groups[group] : "Kernels");
    }

    /// <summary>The one place where positions of the language become Roslyn's; both count from 0.</summary>
    private static SourceLocation Translate(string path, SourceSpan span) => new(
        path,
        TextSpan.FromBounds(span.Start.Offset, span.End.Offset),
        new LinePositionSpan(new(span.Start.Line, span.Start.Column), new(span.End.Line, span.End.Column)));
}
