namespace SweepDsl.Runtime.Data;

/// <summary>Chooses examples at random so that classes keep their balance. The choice depends on the seed alone and comes in ascending order.</summary>
public static class ClassBalance
{
    /// <summary>
    /// As many of each class as the number allows: the same for each, the remainder from the lowest classes on; a class that has fewer gives all it has and the others fill
    /// up. With equal classes, a smaller choice lies within a larger one.
    /// </summary>
    /// <param name="labels">The class of each example.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="count">How many to choose; at most as many as there are.</param>
    /// <param name="random">The stream to draw from.</param>
    /// <returns>Indices, ascending.</returns>
    public static int[] EqualShares(ReadOnlySpan<uint> labels, int classes, int count, Philox random)
    {
        int[] sizes = Sizes(labels, classes, count);
        int[] shares = new int[classes];
        int left = count;
        while (left > 0)
        {
            int[] open = [.. Enumerable.Range(0, classes).Where(c => shares[c] < sizes[c])];
            int each = Math.Max(1, left / open.Length);
            foreach (int c in open.Take(left))
            {
                int share = Math.Min(each, sizes[c] - shares[c]);
                shares[c] += share;
                left -= share;
            }
        }

        return Choose(labels, shares, sizes, random);
    }

    /// <summary>The same share of each class, rounded so that the number is met (largest remainders first, the lower class at a tie).</summary>
    /// <param name="labels">The class of each example.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="count">How many to choose; at most as many as there are.</param>
    /// <param name="random">The stream to draw from.</param>
    /// <returns>Indices, ascending.</returns>
    public static int[] ProportionalShares(ReadOnlySpan<uint> labels, int classes, int count, Philox random)
    {
        int[] sizes = Sizes(labels, classes, count);
        long total = Math.Max(1, labels.Length);
        int[] shares = [.. sizes.Select(size => (int)((long)size * count / total))];
        int missing = count - shares.Sum();
        IEnumerable<int> byRemainder = Enumerable.Range(0, classes).OrderByDescending(c => (long)sizes[c] * count % total).ThenBy(c => c);
        foreach (int c in byRemainder.Take(missing))
        {
            shares[c]++;
        }

        return Choose(labels, shares, sizes, random);
    }

    private static int[] Sizes(ReadOnlySpan<uint> labels, int classes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, labels.Length);
        int[] sizes = new int[classes];
        foreach (uint label in labels)
        {
            sizes[label]++;
        }

        return sizes;
    }

    private static int[] Choose(ReadOnlySpan<uint> labels, int[] shares, int[] sizes, Philox random)
    {
        uint[][] members = [.. sizes.Select(size => new uint[size])];
        int[] filled = new int[sizes.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            uint label = labels[i];
            members[label][filled[label]++] = (uint)i;
        }

        List<int> chosen = new(shares.Sum());
        for (int c = 0; c < sizes.Length; c++)
        {
            ExampleOrder.Shuffle(members[c], random, (uint)c);
            chosen.AddRange(members[c].AsSpan(0, shares[c]).ToArray().Select(index => (int)index));
        }

        chosen.Sort();
        return [.. chosen];
    }
}
