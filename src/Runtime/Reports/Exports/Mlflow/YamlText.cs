using System.Globalization;
using System.Text;

namespace SweepDsl.Runtime.Reports.Exports.Mlflow;

/// <summary>Texts as YAML's double-quoted scalars: whatever they hold, they read back as themselves.</summary>
internal static class YamlText
{
    /// <summary>The scalar.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
            {
                quoted.Append('\\').Append((char)rune.Value);
            }
            else if (rune.Value is >= ' ' and <= '~')
            {
                quoted.Append((char)rune.Value);
            }
            else
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
            }
        }

        return quoted.Append('"').ToString();
    }
}
