namespace SweepDsl.Dsl.Diagnostics;

/// <summary>How far apart two words are.</summary>
internal static class EditDistance
{
    private const int LongestWord = 64;

    /// <summary>Levenshtein distance, upper and lower case being equal; words too long to be a slip are infinitely far.</summary>
    public static int Between(string first, string second)
    {
        if (first.Length > LongestWord || second.Length > LongestWord)
        {
            return int.MaxValue;
        }

        int[] previous = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 0; i < first.Length; i++)
        {
            int[] current = new int[second.Length + 1];
            current[0] = i + 1;
            for (int j = 0; j < second.Length; j++)
            {
                int substitution = previous[j] + (char.ToLowerInvariant(first[i]) == char.ToLowerInvariant(second[j]) ? 0 : 1);
                current[j + 1] = Math.Min(substitution, Math.Min(previous[j + 1], current[j]) + 1);
            }

            previous = current;
        }

        return previous[second.Length];
    }
}
