namespace SweepDsl.Dsl.Diagnostics;

/// <summary>Collects what is wrong with one file, up to a limit that keeps a hopeless file from flooding a build log.</summary>
internal sealed class DiagnosticBag
{
    private const int Limit = 100;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<(string Id, SourceSpan Span, string Message)> _reported = [];

    /// <summary>Whether anything reported stops the build.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Notes a problem; the same sentence about the same place is said once.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, string message)
    {
        HasErrors |= descriptor.Severity == DiagnosticSeverity.Error;
        if (_diagnostics.Count > Limit || !_reported.Add((descriptor.Id, span, message)))
        {
            return;
        }

        _diagnostics.Add(_diagnostics.Count < Limit
            ? new Diagnostic(descriptor, message, span)
            : new Diagnostic(DiagnosticCatalogue.TooManyProblems, $"More than {Limit} problems: the others are not shown. Correct these first.", span));
    }

    /// <summary>What was noted, in the order of the text.</summary>
    public ValueList<Diagnostic> ToSortedList() => _diagnostics.OrderBy(d => d.Span.Start.Offset).ThenBy(d => d.Id, StringComparer.Ordinal).ToValueList();
}
