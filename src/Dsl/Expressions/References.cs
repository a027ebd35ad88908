namespace SweepDsl.Dsl.Expressions;

/// <summary>What an expression refers to.</summary>
public static class References
{
    /// <summary>Names of the parameters in an expression, each once, in the order of the text.</summary>
    public static IEnumerable<string> ParametersOf(Expression expression) => All(expression).OfType<ParameterReference>().Select(reference => reference.Name).Distinct();

    /// <summary>Whether an expression uses <c>examples</c>.</summary>
    public static bool UsesExamples(Expression expression) => All(expression).OfType<ExamplesReference>().Any();

    private static IEnumerable<Expression> All(Expression expression)
    {
        Stack<Expression> left = new([expression]);
        while (left.Count > 0)
        {
            Expression next = left.Pop();
            yield return next;
            foreach (Expression part in Parts(next).Reverse())
            {
                left.Push(part);
            }
        }
    }

    private static IEnumerable<Expression> Parts(Expression expression) => expression switch
    {
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        ConditionalExpression conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
        CallExpression call => call.Arguments,
        _ => [],
    };
}
