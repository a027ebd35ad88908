using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>A way in which a study cannot answer its question, whether the build warns of it or the author accepts it.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Message">What it is, with the study's numbers, and what to do.</param>
/// <param name="Span">The text that makes it.</param>
/// <param name="Accepted">The author's reason to keep the design; null where there is none and the build warns.</param>
public sealed record FoundConfound(DiagnosticDescriptor Rule, string Message, SourceSpan Span, string? Accepted);
