namespace SweepDsl.Dsl.Expressions;

/// <summary>Kinds of tokens of an expression.</summary>
internal enum TokenKind
{
    Integer,
    Number,
    Text,
    Word,
    Symbol,
    End,
}

/// <summary>A token of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a quoted text what stands between the quotes.</param>
/// <param name="Start">Index of its first character in the scalar's value.</param>
/// <param name="End">Index after its last character.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End);

/// <summary>A fault found while reading an expression.</summary>
/// <param name="Rule">The rule it breaks.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Start">Index of the first character it is about.</param>
/// <param name="End">Index after the last.</param>
internal sealed record ExpressionFault(Diagnostics.DiagnosticDescriptor Rule, string Message, int Start, int End);
