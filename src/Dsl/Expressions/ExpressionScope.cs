namespace SweepDsl.Dsl.Expressions;

/// <summary>What names stand for in an expression.</summary>
/// <param name="Parameters">Types of the parameters that may be used; null where a parameter is itself in error.</param>
/// <param name="Later">Parameters declared further down, which may not be used yet.</param>
/// <param name="KnowsExamples">Whether <c>examples</c> may be used.</param>
/// <param name="Tuned">The parameter that is tuned inside each point, where points themselves may not depend on it; null where it may be used, or there is none.</param>
internal sealed record ExpressionScope(IReadOnlyDictionary<string, ScalarType?> Parameters, IReadOnlyCollection<string> Later, bool KnowsExamples, string? Tuned = null)
{
    /// <summary>Nothing has a name.</summary>
    public static ExpressionScope Empty { get; } = new(new Dictionary<string, ScalarType?>(), [], KnowsExamples: false);
}
