using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace SweepDsl.Runtime.Reports;

/// <summary>Text that stands on a terminal as it is: nothing in it steers the terminal, and it is as wide as is said.</summary>
internal static class TerminalText
{
    /// <summary>The text without control characters, marks that turn the direction of writing, and what a terminal without Unicode does not show.</summary>
    /// <param name="text">One line.</param>
    /// <param name="isUnicode">Whether the terminal shows more than ASCII.</param>
    public static string Clean(string text, bool isUnicode = true)
    {
        if (text.All(IsPlain))
        {
            return text;
        }

        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
            else if (!isUnicode && rune.Value >= 0x7f)
            {
                clean.Append('?');
            }
            else if (!Steers(Rune.GetUnicodeCategory(rune)))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    /// <summary>Columns of a text: some characters take two, some none.</summary>
    public static int Width(string text) => text.All(IsPlain) ? text.Length : new Segment(text).CellCount();

    /// <summary>As much of a text as a number of columns takes, with a mark where something is missing.</summary>
    public static string Cut(string text, int columns, bool isUnicode)
    {
        if (Width(text) <= columns)
        {
            return text;
        }

        return columns < 1 ? "" : First(text, columns - 1) + (isUnicode ? "…" : "~");
    }

    /// <summary>As much of a text as a number of columns takes.</summary>
    public static string First(string text, int columns)
    {
        StringBuilder first = new();
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Width(rune.ToString());
            if (width > columns)
            {
                break;
            }

            first.Append(rune.ToString());
        }

        return first.ToString();
    }

    /// <summary>The text with spaces on its right, to a number of columns.</summary>
    public static string Left(string text, int columns) => text + new string(' ', Math.Max(0, columns - Width(text)));

    /// <summary>The text with spaces on its left, to a number of columns.</summary>
    public static string Right(string text, int columns) => new string(' ', Math.Max(0, columns - Width(text))) + text;

    private static bool IsPlain(char character) => character is >= ' ' and < '\x7f';

    private static bool Steers(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
