namespace SweepDsl.Dsl.Expressions;

/// <summary>
/// A typed expression, or a plain value: what a number, a truth value or a text of the experiment may be. It is checked when it is made, has no positions, and compares by value.
/// Nothing in it can be computed without parameters or <c>examples</c>: such parts are literals already.
/// </summary>
/// <param name="Type">Type of its value.</param>
public abstract record Expression(ScalarType Type);

/// <summary>An integer.</summary>
public sealed record IntegerLiteral(int Value) : Expression(ScalarType.Integer);

/// <summary>A finite number.</summary>
public sealed record NumberLiteral(double Value) : Expression(ScalarType.Number);

/// <summary>A truth value.</summary>
public sealed record TruthLiteral(bool Value) : Expression(ScalarType.Truth);

/// <summary>A text.</summary>
public sealed record TextLiteral(string Value) : Expression(ScalarType.Text);

/// <summary>The value of a parameter of the sweep.</summary>
/// <param name="Name">The parameter's name in the YAML.</param>
/// <param name="Type">The parameter's type.</param>
public sealed record ParameterReference(string Name, ScalarType Type) : Expression(Type);

/// <summary><c>examples</c>: the training examples of an epoch.</summary>
public sealed record ExamplesReference() : Expression(ScalarType.Integer);

/// <summary>An operator before its operand.</summary>
public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, ScalarType Type) : Expression(Type);

/// <summary>An operator between two operands. Where one operand is an integer and the other a number, the integer becomes a number.</summary>
public sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, ScalarType Type) : Expression(Type);

/// <summary><c>condition ? whenTrue : whenFalse</c>. Where one branch is an integer and the other a number, the integer becomes a number.</summary>
public sealed record ConditionalExpression(Expression Condition, Expression WhenTrue, Expression WhenFalse, ScalarType Type) : Expression(Type);

/// <summary>A call of a built-in function.</summary>
public sealed record CallExpression(Function Function, ValueList<Expression> Arguments, ScalarType Type) : Expression(Type);
