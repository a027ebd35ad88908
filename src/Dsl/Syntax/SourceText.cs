using SweepDsl.Dsl.Diagnostics;
using YamlDotNet.Core;

namespace SweepDsl.Dsl.Syntax;

/// <summary>A file's text with its lines.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (int i = 0; i < text.Length; i++)
        {
            bool isFirstOfTwo = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (text[i] is '\n' or '\r' && !isFirstOfTwo)
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Text { get; }

    /// <summary>The place of an offset.</summary>
    public SourcePosition PositionAt(int offset)
    {
        offset = Math.Max(0, Math.Min(offset, Text.Length));
        int found = _lineStarts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return new SourcePosition(offset, line, offset - _lineStarts[line]);
    }

    /// <summary>The text between two offsets.</summary>
    public SourceSpan Span(int start, int end) => new(PositionAt(start), PositionAt(end));

    /// <summary>One character, or nothing at the end of the text.</summary>
    public SourceSpan SpanOfCharacter(int offset) => Span(offset, offset + 1);

    /// <summary>The only place where YamlDotNet's marks, whose lines and columns count from 1, become positions, which count from 0.</summary>
    public SourcePosition PositionOf(in Mark mark)
    {
        int line = (int)Math.Max(0, Math.Min(mark.Line - 1, _lineStarts.Count - 1));
        return PositionAt(_lineStarts[line] + (int)Math.Max(0, Math.Min(mark.Column - 1, Text.Length)));
    }

    /// <summary>The first tab before all else in a line; null when there is none in this line and those below.</summary>
    /// <param name="fromLine">The first line to look at, counted from 0.</param>
    public SourceSpan? FirstTabThatIndents(int fromLine)
    {
        for (int line = fromLine; line < _lineStarts.Count; line++)
        {
            int offset = _lineStarts[line];
            while (offset < Text.Length && Text[offset] == ' ')
            {
                offset++;
            }

            if (offset < Text.Length && Text[offset] == '\t')
            {
                return SpanOfCharacter(offset);
            }
        }

        return null;
    }

    /// <summary>The text of the line that a position is in.</summary>
    public string LineAt(SourcePosition position)
    {
        int end = position.Line + 1 < _lineStarts.Count ? _lineStarts[position.Line + 1] : Text.Length;
        return Text.Substring(_lineStarts[position.Line], end - _lineStarts[position.Line]);
    }
}
