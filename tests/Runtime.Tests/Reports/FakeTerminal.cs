using System.Globalization;
using System.Text;
using Spectre.Console;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>
/// A terminal that understands what the live display writes, and nothing else: cursor up, home, erasing and colours. Made narrower it breaks lines that no longer fit, as most terminals do; it knows its new size at once or,
/// as some programs see it, later.
/// </summary>
internal sealed class FakeTerminal : TextWriter
{
    private readonly List<StringBuilder> _rows = [new()];
    private int _row;
    private int _column;

    public FakeTerminal(int width, int height)
    {
        (Width, Height) = (width, height);
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(this) });
        Tell();
    }

    public IAnsiConsole Console { get; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Whether a write is refused, as by a terminal that is gone.</summary>
    public bool IsGone { get; set; }

    /// <summary>Rows that have left the screen at its top.</summary>
    public int Scrolled => Math.Max(0, _rows.Count - Height);

    /// <summary>What is seen, without the empty rows at its end.</summary>
    public string[] Screen => [.. _rows.Skip(Scrolled).Select(row => row.ToString().TrimEnd()).Reverse().SkipWhile(row => row.Length == 0).Reverse()];

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Changes the size on the screen; the program knows of it when it is told.</summary>
    public void Resize(int width, int height)
    {
        (Width, Height) = (width, height);
        List<StringBuilder> broken = [];
        for (int i = 0; i < _rows.Count; i++)
        {
            if (i == _row)
            {
                _row = broken.Count;
            }

            string[] parts = [.. _rows[i].ToString().Chunk(width).Select(part => new string(part))];
            broken.AddRange((parts.Length == 0 ? [""] : parts).Select(part => new StringBuilder(part)));
        }

        _rows.Clear();
        _rows.AddRange(broken);
        _column = Math.Min(_column, width - 1);
    }

    /// <summary>Tells the program the size.</summary>
    public void Tell() => (Console.Profile.Width, Console.Profile.Height) = (Width, Height);

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        if (IsGone)
        {
            throw new IOException("Input/output error");
        }

        string text = value ?? "";
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e')
            {
                int end = text.AsSpan(i).IndexOfAnyInRange('A', 'Z') is var upper and >= 0 ? upper : int.MaxValue;
                int letter = i + Math.Min(end, text.AsSpan(i).IndexOfAnyInRange('a', 'z') is var lower and >= 0 ? lower : int.MaxValue);
                Steer(text[(i + 2)..letter], text[letter]);
                i = letter;
            }
            else
            {
                Put(text[i]);
            }
        }
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\n':
                NextRow();
                break;
            case '\r':
                _column = 0;
                break;
            default:
                if (_column == Width)
                {
                    NextRow();
                }

                StringBuilder row = _rows[_row];
                row.Append(' ', Math.Max(0, _column + 1 - row.Length));
                row[_column++] = character;
                break;
        }
    }

    private void NextRow()
    {
        (_row, _column) = (_row + 1, 0);
        if (_row == _rows.Count)
        {
            _rows.Add(new StringBuilder());
        }
    }

    private void Steer(string argument, char command)
    {
        switch (command)
        {
            case 'A':
                _row = Math.Max(Scrolled, _row - int.Parse(argument, CultureInfo.InvariantCulture));
                break;
            case 'H' when argument.Length == 0:
                (_row, _column) = (Scrolled, 0);
                break;
            case 'K' when argument.Length == 0:
                EraseRest();
                break;
            case 'J' when argument == "0":
                EraseRest();
                foreach (StringBuilder row in _rows.Skip(_row + 1))
                {
                    row.Clear();
                }

                break;
            case 'm':
                break;
            default:
                throw new NotSupportedException($"Control code {argument}{command}.");
        }
    }

    private void EraseRest() => _rows[_row].Length = Math.Min(_rows[_row].Length, _column);
}
