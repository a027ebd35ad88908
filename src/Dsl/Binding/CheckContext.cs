using SweepDsl.Dsl.Confounds;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>What the checks of one file share.</summary>
internal sealed class CheckContext(SourceText source, DiagnosticBag diagnostics, CancellationToken cancellation)
{
    public SourceText Source { get; } = source;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Names of the parameters that some expression uses.</summary>
    public HashSet<string> UsedParameters { get; } = [];

    /// <summary>Values that can be judged only at the points of the grid.</summary>
    public List<DeferredCheck> Deferred { get; } = [];

    /// <summary>Conditions of parameters, which must hold at some point.</summary>
    public List<DeferredCondition> Conditions { get; } = [];

    /// <summary>Confounds of the study, accepted ones included.</summary>
    public List<FoundConfound> Confounds { get; } = [];

    public void Report(DiagnosticDescriptor rule, SourceSpan span, string message) => Diagnostics.Report(rule, span, message);
}

/// <summary>A range that an expression must keep at every point.</summary>
/// <param name="Value">The expression.</param>
/// <param name="Range">Its range; null when any value will do.</param>
/// <param name="What">What it is the value of, as messages call it.</param>
/// <param name="Span">Its place.</param>
internal sealed record DeferredCheck(Expression Value, NumberRange? Range, string What, SourceSpan Span);

/// <summary>A condition under which a parameter has an effect.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Holds">The condition.</param>
/// <param name="Span">Its place.</param>
internal sealed record DeferredCondition(string Parameter, Expression Holds, SourceSpan Span);
