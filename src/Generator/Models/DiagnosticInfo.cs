using Microsoft.CodeAnalysis;

namespace SweepDsl.Generator.Models;

/// <summary>A diagnostic as plain data, so that it can pass through the pipeline.</summary>
public sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, SourceLocation Location, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, SourceLocation location, params string[] arguments) =>
        new(descriptor, location, arguments.ToEquatableArray());

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location.ToLocation(), Arguments.Items.ToArray<object>());
}
