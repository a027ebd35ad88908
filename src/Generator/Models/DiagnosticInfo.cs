using Microsoft.CodeAnalysis;
using SweepDsl.Dsl;

namespace SweepDsl.Generator.Models;

/// <summary>A diagnostic as plain data, so that it can pass through the pipeline.</summary>
public sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, SourceLocation Location, ValueList<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, SourceLocation location, params string[] arguments) =>
        new(descriptor, location, arguments.ToValueList());

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location.ToLocation(), Arguments.ToArray<object>());
}
