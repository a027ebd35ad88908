namespace SweepDsl.Dsl.Expressions;

/// <summary>A part of an expression as written, with its place in the scalar's value.</summary>
internal abstract record SyntaxNode(int Start, int End);

internal sealed record LiteralSyntax(Expression Value, int Start, int End) : SyntaxNode(Start, End);

internal sealed record NameSyntax(string Name, int Start, int End) : SyntaxNode(Start, End);

internal sealed record UnarySyntax(UnaryOperator Operator, SyntaxNode Operand, int Start, int End) : SyntaxNode(Start, End);

internal sealed record BinarySyntax(BinaryOperator Operator, string Symbol, SyntaxNode Left, SyntaxNode Right) : SyntaxNode(Left.Start, Right.End);

internal sealed record ConditionalSyntax(SyntaxNode Condition, SyntaxNode WhenTrue, SyntaxNode WhenFalse) : SyntaxNode(Condition.Start, WhenFalse.End);

internal sealed record CallSyntax(Token Name, IReadOnlyList<SyntaxNode> Arguments, int Start, int End) : SyntaxNode(Start, End);
