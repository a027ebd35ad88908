using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads and types the expressions in scalars, and reports their faults at their places in the file.</summary>
internal sealed class ExpressionBinder(CheckContext context, ExpressionScope scope)
{
    /// <summary>The expression of any type; null when it is in error.</summary>
    public Expression? Bind(ScalarNode scalar)
    {
        ExpressionFault? fault = null;
        SyntaxNode? tree = ExpressionReader.Read(scalar.Value, out fault);
        if (tree is null)
        {
            Report(scalar, [fault!]);
            return null;
        }

        TypeChecker checker = new(scope);
        Expression? expression = checker.Check(tree);
        Report(scalar, checker.Faults);

        // A name counts as used even where the expression around it is in error, lest one slip makes two problems.
        context.UsedParameters.UnionWith(SyntaxNames.Of(tree));
        return checker.Faults.Count == 0 ? expression : null;
    }

    /// <summary>The expression as an integer, a number or a truth value; its range is checked at once when it is constant, and later otherwise.</summary>
    public Expression? Bind(ScalarNode scalar, ScalarType type, NumberRange? range, string what)
    {
        if (Bind(scalar) is not { } expression)
        {
            return null;
        }

        if (expression.Type != type && !(type == ScalarType.Number && expression.Type == ScalarType.Integer))
        {
            string remedy = type == ScalarType.Integer && expression.Type == ScalarType.Number ? " Say how to round it: floor(…), ceil(…) or round(…)." : "";
            context.Report(
                DiagnosticCatalogue.ExpressionType, scalar.Span, $"{what} needs {TypeChecker.Noun(type)}, and this expression gives {TypeChecker.Noun(expression.Type)}.{remedy}");
            return null;
        }

        expression = type == ScalarType.Number && expression is IntegerLiteral integer ? new NumberLiteral(integer.Value) : expression;
        context.Deferred.Add(new DeferredCheck(expression, range, what, scalar.Span));
        return expression;
    }

    private void Report(ScalarNode scalar, IReadOnlyList<ExpressionFault> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        ScalarSourceMap map = new(context.Source, scalar);
        foreach (ExpressionFault fault in faults)
        {
            int start = map.OffsetOf(fault.Start);
            int end = fault.End > fault.Start ? map.OffsetOf(fault.End - 1) + 1 : start;
            context.Report(fault.Rule, context.Source.Span(start, end), fault.Message);
        }
    }
}
