using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Schema;

/// <summary>A value that obeys its rule, with its place.</summary>
internal abstract record CheckedValue(SourceSpan Span);

/// <summary>A number, a truth value, a text or a word, or an expression for one.</summary>
internal sealed record CheckedScalar(Expression Value, SourceSpan Span) : CheckedValue(Span)
{
    /// <summary>The word or text.</summary>
    public string Text => ((TextLiteral)Value).Value;

    /// <summary>The integer, where no expression is allowed.</summary>
    public int Integer => ((IntegerLiteral)Value).Value;

    /// <summary>The number, where no expression is allowed.</summary>
    public double Number => ((NumberLiteral)Value).Value;

    /// <summary>The truth value, where no expression is allowed.</summary>
    public bool Truth => ((TruthLiteral)Value).Value;
}

/// <summary>Two extents.</summary>
internal sealed record CheckedPair(Expression Height, Expression Width, SourceSpan Span) : CheckedValue(Span);

/// <summary>A list; entries in error are null.</summary>
internal sealed record CheckedList(IReadOnlyList<CheckedValue?> Items, SourceSpan Span) : CheckedValue(Span)
{
    /// <summary>Whether no entry is in error, nor any within one.</summary>
    public bool IsWhole => Items.All(item => item is not null and not CheckedList { IsWhole: false });
}

/// <summary>A mapping.</summary>
/// <param name="Entries">The values of the keys that are there; those in error are null.</param>
/// <param name="IsComplete">Whether no entry is in error and no required key is missing.</param>
/// <param name="Span">Its place, or that of the key it belongs to.</param>
internal sealed record CheckedMapping(IReadOnlyDictionary<string, CheckedEntry> Entries, bool IsComplete, SourceSpan Span) : CheckedValue(Span)
{
    /// <summary>The value of a key; null when it is not there or in error.</summary>
    public T? Find<T>(string key)
        where T : CheckedValue => Entries.TryGetValue(key, out CheckedEntry? entry) ? entry.Value as T : null;

    /// <summary>The expression of a key; null when it is not there or in error.</summary>
    public Expression? Expression(string key) => Find<CheckedScalar>(key)?.Value;
}

/// <summary>A key that is there, and its value, null when in error.</summary>
internal sealed record CheckedEntry(SourceSpan KeySpan, CheckedValue? Value);

/// <summary>A word with its arguments.</summary>
/// <param name="Word">The word.</param>
/// <param name="Arguments">Its arguments; empty when it stands alone.</param>
/// <param name="Span">The word's place.</param>
internal sealed record CheckedVariant(string Word, CheckedMapping Arguments, SourceSpan Span) : CheckedValue(Span);
