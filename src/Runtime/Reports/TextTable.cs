using System.Collections.Immutable;

namespace SweepDsl.Runtime.Reports;

/// <summary>A table as text: headers of several lines, numbers to the right.</summary>
/// <param name="Columns">The columns, all with the same number of cells.</param>
/// <param name="Gap">What stands between columns.</param>
internal sealed record TextTable(ImmutableArray<TextColumn> Columns, string Gap = "  ")
{
    /// <summary>Characters of a line.</summary>
    public int Width => Columns.Sum(column => column.Width) + (Gap.Length * (Columns.Length - 1));

    /// <summary>The header's lines, with a rule below.</summary>
    public IEnumerable<string> Header()
    {
        int height = Columns.Max(column => column.HeaderLines.Length);
        for (int line = 0; line < height; line++)
        {
            // Headers stand on the rule: what is shorter starts lower.
            yield return Join(column => line - height + column.HeaderLines.Length is >= 0 and int own ? column.HeaderLines[own] : "");
        }

        yield return new string('-', Width);
    }

    /// <summary>One row.</summary>
    public string Row(int index) => Join(column => column.Cells[index]);

    /// <summary>Prints all rows below the header, each line cut at a width.</summary>
    public void Print(TextWriter output, int width)
    {
        foreach (string line in Header().Concat(Enumerable.Range(0, Columns[0].Cells.Length).Select(Row)))
        {
            output.WriteLine(line.Length <= width ? line : line[..width]);
        }
    }

    private string Join(Func<TextColumn, string> text) =>
        string.Join(Gap, Columns.Select(column => column.IsText ? text(column).PadRight(column.Width) : text(column).PadLeft(column.Width))).TrimEnd();
}

/// <summary>A column of a table.</summary>
/// <param name="Header">Its header; a line break makes two lines of it.</param>
/// <param name="Cells">Its cells, from the top.</param>
/// <param name="IsText">Whether it stands to the left.</param>
/// <param name="Priority">Columns with the highest number go first where there is no room; 0 stays.</param>
internal sealed record TextColumn(string Header, ImmutableArray<string> Cells, bool IsText = false, int Priority = 0)
{
    /// <summary>The header's lines.</summary>
    public string[] HeaderLines { get; } = Header.Split('\n');

    /// <summary>Characters of the widest line.</summary>
    public int Width { get; } = Math.Max(Header.Split('\n').Max(line => line.Length), Cells.Select(cell => cell.Length).DefaultIfEmpty(0).Max());
}
