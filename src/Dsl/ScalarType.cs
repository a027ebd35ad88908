namespace SweepDsl.Dsl;

/// <summary>The types of the language. Integers have 32 bits and numbers are double, as in C#.</summary>
public enum ScalarType
{
    /// <summary>A whole number from -2147483648 to 2147483647: C#'s <c>int</c>.</summary>
    Integer,

    /// <summary>A double-precision number: C#'s <c>double</c>. An integer serves where a number is needed.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>A word or a text.</summary>
    Text,
}
