namespace SweepDsl.Runtime.Data;

/// <summary>The order in which an epoch takes its examples: one permutation for a seed and an epoch, whatever the batch size.</summary>
public static class ExampleOrder
{
    /// <summary>Fills <paramref name="order"/> with the permutation of 0 ... n - 1 for an epoch.</summary>
    /// <param name="order">Where it goes: one entry an example.</param>
    /// <param name="seed">The trial's seed.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="shuffle">Whether the epoch has an order of its own; otherwise examples come as stored.</param>
    public static void Fill(Span<uint> order, int seed, uint epoch, bool shuffle)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = (uint)i;
        }

        if (shuffle)
        {
            Shuffle(order, new Philox(seed, RandomPurpose.Order), epoch);
        }
    }

    /// <summary>The permutation of 0 ... <paramref name="count"/> - 1 for an epoch.</summary>
    public static uint[] Create(int count, int seed, uint epoch, bool shuffle)
    {
        uint[] order = new uint[count];
        Fill(order, seed, epoch, shuffle);
        return order;
    }

    /// <summary>Fisher and Yates: from the last entry down to the second, entry i changes places with an entry j in 0 ... i drawn at counter (stream, i, 0, 0).</summary>
    internal static void Shuffle(Span<uint> entries, Philox random, uint stream)
    {
        for (int i = entries.Length - 1; i > 0; i--)
        {
            int j = (int)random.Draw(stream, (uint)i).Below((uint)i + 1);
            (entries[i], entries[j]) = (entries[j], entries[i]);
        }
    }
}
