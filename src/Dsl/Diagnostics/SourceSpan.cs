namespace SweepDsl.Dsl.Diagnostics;

/// <summary>A part of a file's text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The place after its last character.</param>
public readonly record struct SourceSpan(SourcePosition Start, SourcePosition End);

/// <summary>A place in a file's text, counted from 0 in UTF-16 units, as Roslyn counts.</summary>
/// <param name="Offset">Characters before it, a byte order mark not counted.</param>
/// <param name="Line">Lines before it; a line ends with LF, CR or CR LF.</param>
/// <param name="Column">Characters before it in its line.</param>
public readonly record struct SourcePosition(int Offset, int Line, int Column)
{
    /// <summary>As people count, from 1: <c>(3,5)</c>.</summary>
    public override string ToString() => $"({Line + 1},{Column + 1})";
}
