namespace SweepDsl.Dsl.Diagnostics;

/// <summary>Phrases that messages share.</summary>
internal static class Wording
{
    private const int LongestQuote = 60;
    private const int LongestList = 8;

    /// <summary>The user's text in quotes, shortened, and without characters that could disturb a log.</summary>
    public static string Quote(string text)
    {
        string shown = text.Length <= LongestQuote ? text : text.Substring(0, LongestQuote) + "…";
        return $"'{new string([.. shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) || Syntax.CharacterRules.IsForbidden(c) ? '?' : c)])}'";
    }

    /// <summary>Words in quotes, with commas and a last <c>or</c>.</summary>
    public static string Alternatives(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "nothing",
        1 => Quote(words[0]),
        _ => $"{string.Join(", ", words.Take(words.Count - 1).Select(Quote))} or {Quote(words[words.Count - 1])}",
    };

    /// <summary>What to write in place of an unknown word: the nearest known one, and all of them when they are few.</summary>
    public static string Suggestion(string unknown, IReadOnlyList<string> known)
    {
        string? nearest = Nearest(unknown, known);
        string question = nearest is null ? "" : $" Did you mean {Quote(nearest)}?";
        return known.Count <= LongestList || nearest is null ? $"{question} Allowed: {Alternatives(known)}." : question;
    }

    /// <summary>The known word that a slip of the keyboard could have made this of; null when none is near.</summary>
    public static string? Nearest(string unknown, IReadOnlyList<string> known)
    {
        int limit = Math.Max(2, unknown.Length / 3);
        return known
            .Select(word => (Word: word, Distance: EditDistance.Between(unknown, word)))
            .Where(candidate => candidate.Distance <= limit && candidate.Distance < candidate.Word.Length)
            .OrderBy(candidate => candidate.Distance)
            .ThenByDescending(candidate => CommonStart(unknown, candidate.Word))
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();
    }

    // Slips are rare in a word's first letters.
    private static int CommonStart(string first, string second) => first.Zip(second, (a, b) => a == b).TakeWhile(isEqual => isEqual).Count();
}
