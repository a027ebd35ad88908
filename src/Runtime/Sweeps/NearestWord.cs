namespace SweepDsl.Runtime.Sweeps;

/// <summary>Finds the known word that a mistyped one was meant to be.</summary>
public static class NearestWord
{
    /// <summary>The nearest word when it is near enough (2 edits, or a third of the length); otherwise null.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        (string Word, int Edits)? nearest = known
            .Select(candidate => (Word: candidate, Edits: Distance(word, candidate)))
            .OrderBy(pair => pair.Edits)
            .Select(pair => ((string, int)?)pair)
            .FirstOrDefault();
        return nearest is { } found && found.Edits <= Math.Max(2, word.Length / 3) && found.Edits < found.Word.Length ? found.Word : null;
    }

    /// <summary>How an error about a word ends: <c>; did you mean 'batch_size'?</c>, or a full stop.</summary>
    public static string Suggestion(string word, IEnumerable<string> known) => Find(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : ".";

    // Levenshtein's distance, one row at a time.
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
