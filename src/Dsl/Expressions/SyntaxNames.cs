namespace SweepDsl.Dsl.Expressions;

/// <summary>The names in an expression as written.</summary>
internal static class SyntaxNames
{
    /// <summary>All names, in the order of the text; functions are none.</summary>
    public static IEnumerable<string> Of(SyntaxNode node) => node switch
    {
        NameSyntax name => [name.Name],
        UnarySyntax unary => Of(unary.Operand),
        BinarySyntax binary => Of(binary.Left).Concat(Of(binary.Right)),
        ConditionalSyntax conditional => Of(conditional.Condition).Concat(Of(conditional.WhenTrue)).Concat(Of(conditional.WhenFalse)),
        CallSyntax call => call.Arguments.SelectMany(Of),
        _ => [],
    };
}
