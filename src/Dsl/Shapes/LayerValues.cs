using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Shapes;

/// <summary>Values of layers at a point. Those that are out of range were reported where they stand; here they only end the inference.</summary>
internal static class LayerValues
{
    /// <summary>An integer; null when it has no value or one below <paramref name="least"/>.</summary>
    public static long? WholeNumber(this Evaluator evaluator, Expression expression, int least = 1) =>
        evaluator.TryEvaluate(expression, out Expression? value, out _) && value is IntegerLiteral integer && integer.Value >= least ? integer.Value : null;

    /// <summary>A truth value; null when it has none.</summary>
    public static bool? TruthValue(this Evaluator evaluator, Expression expression) =>
        evaluator.TryEvaluate(expression, out Expression? value, out _) && value is TruthLiteral truth ? truth.Value : null;
}
