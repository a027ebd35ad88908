using Spectre.Console;
using Spectre.Console.Rendering;

namespace SweepDsl.Runtime.Reports;

/// <summary>One row of a terminal, in pieces of one style each.</summary>
internal sealed class StyledLine
{
    private readonly List<Segment> _segments = [];

    /// <summary>The pieces.</summary>
    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Columns that it takes.</summary>
    public int Width { get; private set; }

    /// <summary>The text alone.</summary>
    public string Text => string.Concat(_segments.Select(segment => segment.Text));

    /// <summary>Adds a piece.</summary>
    public StyledLine Add(string text, Style? style = null)
    {
        if (text.Length > 0)
        {
            _segments.Add(new Segment(text, style ?? Style.Plain));
            Width += TerminalText.Width(text);
        }

        return this;
    }
}
