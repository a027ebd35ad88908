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
