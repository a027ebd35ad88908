using YamlDotNet.Core;

namespace SweepDsl.Dsl.Syntax;

/// <summary>
/// Finds where each character of a scalar's value stands in the file, through quotes, escapes, folded lines and the indentation of block scalars. It rests on one fact: apart
/// from white space, the characters of the value are those of the text, in the same order.
/// </summary>
internal sealed class ScalarSourceMap
{
    private readonly int[] _offsets;

    public ScalarSourceMap(SourceText source, ScalarNode scalar)
    {
        string value = scalar.Value;
        _offsets = new int[value.Length + 1];
        int offset = scalar.Span.Start.Offset;
        int end = Math.Max(offset, scalar.Span.End.Offset);
        offset = scalar.Style switch
        {
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => offset + 1,
            ScalarStyle.Literal or ScalarStyle.Folded => EndOfLine(source.Text, offset, end),
            _ => offset,
        };
        for (int i = 0; i < value.Length; i++)
        {
            bool isEscaped = scalar.Style == ScalarStyle.DoubleQuoted && offset < end && source.Text[offset] == '\\';
            if (!isEscaped && !char.IsWhiteSpace(value[i]))
            {
                offset = SkipWhiteSpace(source.Text, offset, end);
                isEscaped = scalar.Style == ScalarStyle.DoubleQuoted && offset < end && source.Text[offset] == '\\';
            }

            _offsets[i] = Math.Min(offset, end);
            offset = isEscaped ? offset + EscapeLength(source.Text, offset)
                : char.IsWhiteSpace(value[i]) && (offset >= end || !char.IsWhiteSpace(source.Text[offset])) ? offset
                : offset + (scalar.Style == ScalarStyle.SingleQuoted && value[i] == '\'' ? 2 : 1);
        }

        _offsets[value.Length] = Math.Min(offset, end);
    }

    /// <summary>The file's offset of the value's character at an index, or of the value's end.</summary>
    public int OffsetOf(int index) => _offsets[Math.Max(0, Math.Min(index, _offsets.Length - 1))];

    private static int EndOfLine(string text, int offset, int end)
    {
        while (offset < end && text[offset] is not ('\n' or '\r'))
        {
            offset++;
        }

        return offset;
    }

    private static int SkipWhiteSpace(string text, int offset, int end)
    {
        while (offset < end && char.IsWhiteSpace(text[offset]))
        {
            offset++;
        }

        return offset;
    }

    private static int EscapeLength(string text, int offset) => (offset + 1 < text.Length ? text[offset + 1] : '\\') switch
    {
        'x' => 4,
        'u' => 6,
        'U' => 10,
        _ => 2,
    };
}
