using System.Text;

namespace SweepDsl.Runtime.Reports.Exports.Mlflow;

/// <summary>Names of parameters and metrics, which are names of files in MLflow's store.</summary>
internal static class StoreName
{
    private const int Longest = 200;

    /// <summary>
    /// A name that MLflow takes: letters, digits, <c>_</c>, <c>-</c>, <c>.</c> and spaces. Slashes would make folders, and dots alone would leave the store. What is changed is written by its
    /// code, so that different names stay different.
    /// </summary>
    public static string Of(string name)
    {
        StringBuilder safe = new();
        foreach (Rune rune in name.EnumerateRunes())
        {
            bool isPlain = rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '_' or '-' or ' ' || (rune.Value == '.' && safe.Length > 0));
            safe.Append(isPlain ? rune.ToString() : $"-u{rune.Value:x4}-");
        }

        return safe.Length is 0 ? "-" : safe.Length <= Longest ? safe.ToString() : safe.ToString(0, Longest);
    }
}
