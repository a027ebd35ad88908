namespace SweepDsl.Dsl.Diagnostics;

/// <summary>A rule of the language.</summary>
/// <param name="Id"><c>SWEEP0</c> and three digits, the first of which is the group; never used again for another rule.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Severity">Whether breaking it stops the build.</param>
/// <param name="Help">Where it is explained, relative to the repository; null for the page of all.</param>
public sealed record DiagnosticDescriptor(string Id, string Title, DiagnosticSeverity Severity = DiagnosticSeverity.Error, string? Help = null);
