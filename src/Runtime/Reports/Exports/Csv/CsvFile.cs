using System.Globalization;
using SweepDsl.Runtime.Reports.Exports.Tables;

namespace SweepDsl.Runtime.Reports.Exports.Csv;

/// <summary>A table as CSV (RFC 4180, with line feeds), safe to open in a spreadsheet. What is not known is empty; numbers read back to the same bits.</summary>
internal static class CsvFile
{
    /// <summary>Writes a table.</summary>
    public static void Write(TextWriter output, ExportTable table)
    {
        WriteLine(output, table.Columns.Select(column => Plain(column.Name)));
        foreach (IEnumerable<object?> row in table.Rows)
        {
            WriteLine(output, row.Select(Cell));
        }
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string word => Plain(word),
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType().Name} is no value of a table.", nameof(value)),
    };

    // A word that a spreadsheet would run as a formula is made plain text.
    private static string Plain(string word) => word.Length > 0 && "=+-@\t\r".Contains(word[0]) ? "'" + word : word;

    private static void WriteLine(TextWriter output, IEnumerable<string> cells) =>
        output.Write(string.Join(',', cells.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"")) + "\n");
}
