namespace SweepDsl.Dsl.Expressions;

/// <summary>What names stand for in an expression.</summary>
/// <param name="Parameters">Types of the parameters that may be used; null where a parameter is itself in error.</param>
/// <param name="Later">Parameters declared further down, which may not be used yet.</param>
/// <param name="KnowsExamples">Whether <c>examples</c> may be used.</param>
internal sealed record ExpressionScope(IReadOnlyDictionary<string, ScalarType?> Parameters, IReadOnlyCollection<string> Later, bool KnowsExamples);
