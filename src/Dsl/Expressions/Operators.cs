namespace SweepDsl.Dsl.Expressions;

/// <summary>Operators before an operand.</summary>
public enum UnaryOperator
{
    /// <summary><c>-</c>, of integers and numbers.</summary>
    Negate,

    /// <summary><c>!</c>, of truth values.</summary>
    Not,
}

/// <summary>Operators between operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>+</c>.</summary>
    Add,

    /// <summary><c>-</c>.</summary>
    Subtract,

    /// <summary><c>*</c>.</summary>
    Multiply,

    /// <summary><c>/</c>: always gives a number, of two integers too; <c>floor(a / b)</c> is the whole part.</summary>
    Divide,

    /// <summary><c>%</c>: what a division leaves over, with the sign of the left operand, as in C#.</summary>
    Remainder,

    /// <summary><c>==</c>, of operands of one kind.</summary>
    Equal,

    /// <summary><c>!=</c>.</summary>
    NotEqual,

    /// <summary><c>&lt;</c>, of integers and numbers.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>&amp;&amp;</c>: the right operand counts only when the left is true.</summary>
    And,

    /// <summary><c>||</c>: the right operand counts only when the left is false.</summary>
    Or,
}
