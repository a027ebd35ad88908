using SweepDsl.Runtime.Reports;

namespace SweepDsl.Runtime.Cli;

/// <summary>Prints plain tables.</summary>
internal static class TextTablePrinter
{
    /// <summary>Prints a table, cut at the terminal's edge.</summary>
    public static void Print(OutputStream output, TextTable table, int rows)
    {
        foreach (string line in table.Header().Concat(Enumerable.Range(0, rows).Select(table.Row)))
        {
            output.Writer.WriteLine(line.Length <= output.Width ? line : line[..output.Width]);
        }
    }
}
