using System.Text;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

/// <summary>Reads CSV as RFC 4180 has it: cells with commas between, quoted where they hold commas, quotes or line breaks, quotes doubled.</summary>
internal static class CsvReader
{
    public static List<string[]> Read(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char sign = text[i];
            if (isQuoted)
            {
                if (sign != '"')
                {
                    cell.Append(sign);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[++i]);
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (sign == '"')
            {
                isQuoted = true;
            }
            else if (sign is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (sign == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                cell.Append(sign);
            }
        }

        return rows;
    }
}
