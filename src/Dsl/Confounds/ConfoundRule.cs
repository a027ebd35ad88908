using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>A way in which a study cannot answer its question. One class for each, and one paragraph in <c>docs/confounds.md</c>.</summary>
internal abstract class ConfoundRule
{
    /// <summary>The rule as diagnostics know it.</summary>
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>What is wrong with a study, with its numbers and the remedy; null when nothing is.</summary>
    public abstract Confound? Find(StudyDesign study);
}

/// <summary>A confound that was found.</summary>
/// <param name="Span">The text that makes it.</param>
/// <param name="Message">What it is, with the study's numbers, and what to do.</param>
internal sealed record Confound(SourceSpan Span, string Message);
