namespace SweepDsl.Dsl.Expressions;

/// <summary>Built-in functions.</summary>
public enum Function
{
    /// <summary>Square root; a number.</summary>
    Sqrt,

    /// <summary>First argument to the power of the second; a number.</summary>
    Pow,

    /// <summary>e to the power of the argument; a number.</summary>
    Exp,

    /// <summary>Natural logarithm; a number.</summary>
    Ln,

    /// <summary>Logarithm to base 2, exact for powers of 2; a number.</summary>
    Log2,

    /// <summary>The least of two or more arguments; an integer when all are.</summary>
    Min,

    /// <summary>The greatest of two or more arguments; an integer when all are.</summary>
    Max,

    /// <summary>The greatest integer not above the argument; an integer.</summary>
    Floor,

    /// <summary>The least integer not below the argument; an integer.</summary>
    Ceil,

    /// <summary>The nearest integer, halves away from zero; an integer.</summary>
    Round,
}
