namespace SweepDsl.Dsl.Diagnostics;

/// <summary>Something wrong in a file, with the place and the remedy.</summary>
/// <param name="Descriptor">The rule that found it.</param>
/// <param name="Message">What is wrong, what was expected and what to do.</param>
/// <param name="Span">The text it is about.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, string Message, SourceSpan Span)
{
    /// <summary>The rule's id, such as <c>SWEEP0101</c>.</summary>
    public string Id => Descriptor.Id;

    /// <summary>Whether it stops the build.</summary>
    public DiagnosticSeverity Severity => Descriptor.Severity;

    /// <summary>As a compiler prints it after the file's name: <c>(3,5): error SWEEP0101: …</c>, counted from 1.</summary>
    public override string ToString() => $"{Span.Start}: {(Severity == DiagnosticSeverity.Error ? "error" : "warning")} {Id}: {Message}";
}
