namespace SweepDsl.Dsl.Diagnostics;

/// <summary>Whether a diagnostic stops the build.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The experiment can run, but may not answer its question.</summary>
    Warning,

    /// <summary>No experiment is made of the file.</summary>
    Error,
}
