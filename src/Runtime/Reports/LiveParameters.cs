using System.Globalization;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Reports;

/// <summary>The parameters of trials under way, in columns.</summary>
internal static class LiveParameters
{
    private const int LongestWord = 16;
    private const int ShortWord = 8;
    private const int ShortName = 5;

    /// <summary>A name and a value for each trial, of each parameter that any of them has.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="isUnicode">Whether the terminal shows more than ASCII.</param>
    /// <param name="isShort">Whether names are hardly longer than values, and numbers have few digits.</param>
    public static IEnumerable<(string Name, IReadOnlyList<string> Cells)> Of(IReadOnlyList<RunningTrial> trials, bool isUnicode, bool isShort)
    {
        Dictionary<string, ParameterValue>[] values = [.. trials.Select(trial => trial.Trial.Point.Parameters.Values.ToDictionary())];
        string[] names = [.. trials.SelectMany(trial => trial.Trial.Point.Parameters.Values).Select(pair => pair.Key).Distinct()];
        ILookup<string, string> byInitials = names.ToLookup(Initials);
        foreach (string name in names)
        {
            string[] cells = [.. values.Select(of => of.TryGetValue(name, out ParameterValue value) ? Text(value, isUnicode, isShort) : "")];
            yield return (isShort ? Shortened(name, Math.Max(ShortName, cells.Max(TerminalText.Width)), byInitials, isUnicode) : Cleaned(name), cells);
        }

        string Cleaned(string name) => TerminalText.Clean(name, isUnicode);
    }

    private static string Text(ParameterValue value, bool isUnicode, bool isShort) => isShort && value.Value is double number
        ? number.ToString("G3", CultureInfo.InvariantCulture)
        : TerminalText.Cut(TerminalText.Clean(value.ShortText, isUnicode), isShort ? ShortWord : LongestWord, isUnicode);

    // learning_rate becomes lr where no other name does.
    private static string Shortened(string name, int width, ILookup<string, string> byInitials, bool isUnicode)
    {
        string clean = TerminalText.Clean(name, isUnicode);
        string initials = TerminalText.Clean(Initials(name), isUnicode);
        return TerminalText.Width(clean) <= width ? clean : initials.Length > 1 && byInitials[Initials(name)].Count() == 1 ? initials : TerminalText.First(clean, width);
    }

    private static string Initials(string name) => string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => word.EnumerateRunes().First()));
}
