using Spectre.Console;
using Spectre.Console.Rendering;

namespace SweepDsl.Runtime.Reports;

/// <summary>
/// A terminal with a picture at its end, below lines that scroll by. The cursor stays visible and below the picture, so that a process killed in between leaves the terminal as it should be. A terminal that has
/// been resized is drawn anew: many break lines that no longer fit into several rows, and some do so before the new size can be known.
/// </summary>
/// <param name="console">The terminal.</param>
internal sealed class LiveScreen(IAnsiConsole console)
{
    private const string EraseToEndOfLine = "\e[K";
    private const string EraseBelow = "\e[0J";
    private const string EraseAll = "\e[H\e[0J";

    // No terminal shows more.
    private const int MostKept = 300;

    private readonly List<(string Text, Style Style)> _kept = [];
    private (int Width, int Height)? _size;
    private int _rows;
    private bool _isGone;

    /// <summary>Its columns.</summary>
    public int Width => console.Profile.Width;

    /// <summary>Its rows.</summary>
    public int Height => console.Profile.Height;

    /// <summary>Writes lines above the picture, and draws a new picture in place of the old one. A terminal that is gone takes nothing any more.</summary>
    public void Show(IReadOnlyList<(string Text, Style Style)> lines, IReadOnlyList<StyledLine> picture)
    {
        if (_isGone || (lines.Count == 0 && picture.Count == 0 && _rows == 0))
        {
            return;
        }

        Keep(lines);
        (int, int) size = (Width, Height);
        bool isAnew = _rows > 0 && _size != size;
        try
        {
            console.Write(isAnew ? new Frame(EraseAll, Shown(picture.Count), picture) : new Frame(Up(lines.Count > 0), lines, picture));
            (_rows, _size) = (picture.Count, size);
        }
        catch (IOException)
        {
            // Nobody is there to be told; training goes on, and a signal ends it if the user's session has ended.
            _isGone = true;
        }
    }

    /// <summary>Has the whole screen drawn anew: something else has written on it.</summary>
    public void Renew() => _size = null;

    // From the first column: a terminal that echoes Ctrl-C has moved on by two.
    private string Up(bool erases) => (_rows == 0 ? "" : $"\r\e[{_rows}A") + (erases ? EraseBelow : "");

    private void Keep(IEnumerable<(string Text, Style Style)> lines)
    {
        _kept.AddRange(lines);
        _kept.RemoveRange(0, Math.Max(0, _kept.Count - MostKept));
    }

    // The last of what has scrolled by, as much as has room above the picture.
    private IReadOnlyList<(string Text, Style Style)> Shown(int pictureRows)
    {
        int room = Height - 1 - pictureRows;
        int first = _kept.Count;
        while (first > 0 && (room -= 1 + (TerminalText.Width(_kept[first - 1].Text) / Math.Max(1, Width))) >= 0)
        {
            first--;
        }

        return _kept[first..];
    }

    /// <summary>What is written at once, so that no half picture is seen.</summary>
    private sealed class Frame(string begin, IReadOnlyList<(string Text, Style Style)> lines, IReadOnlyList<StyledLine> picture) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            yield return Segment.Control(begin);
            foreach ((string text, Style style) in lines)
            {
                foreach (Segment segment in ((IRenderable)new Text(text, style)).Render(options, maxWidth))
                {
                    yield return segment;
                }

                yield return Segment.LineBreak;
            }

            foreach (StyledLine line in picture)
            {
                foreach (Segment segment in line.Segments)
                {
                    yield return segment;
                }

                yield return Segment.Control(EraseToEndOfLine);
                yield return Segment.LineBreak;
            }

            yield return Segment.Control(EraseBelow);
        }
    }
}
