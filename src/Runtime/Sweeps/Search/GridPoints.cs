using System.Collections.Immutable;
using System.Diagnostics;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>The combinations of levels of some dimensions, as indices.</summary>
internal static class GridPoints
{
    /// <summary>All combinations in an order.</summary>
    /// <param name="counts">Number of levels of each dimension.</param>
    /// <param name="order">The order.</param>
    /// <param name="seed">The seed of <see cref="GridOrder.Shuffled"/>.</param>
    public static IEnumerable<long[]> Of(ImmutableArray<long> counts, GridOrder order, int seed) => order switch
    {
        GridOrder.Listed => Listed(counts),
        GridOrder.Shuffled => Shuffled(counts, seed),
        GridOrder.CoarseToFine => CoarseToFine(counts),
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// How often the gaps between the levels that came before were halved until a level comes: 0 for both ends and the middle, 1 for the middles between those, and so on.
    /// </summary>
    public static int[] Refinements(int count)
    {
        int[] rounds = new int[count];
        Refine(rounds, 0, count - 1, 0);
        return rounds;
    }

    private static void Refine(int[] rounds, int low, int high, int round)
    {
        if (high - low < 2)
        {
            return;
        }

        int middle = low + ((high - low) / 2);
        rounds[middle] = round;
        Refine(rounds, low, middle, round + 1);
        Refine(rounds, middle, high, round + 1);
    }

    private static IEnumerable<long[]> Listed(ImmutableArray<long> counts)
    {
        long[] indices = new long[counts.Length];
        do
        {
            yield return [.. indices];
        }
        while (Advance(indices, counts));
    }

    private static bool Advance(long[] indices, ImmutableArray<long> counts)
    {
        for (int i = indices.Length - 1; i >= 0; i--)
        {
            if (++indices[i] < counts[i])
            {
                return true;
            }

            indices[i] = 0;
        }

        return false;
    }

    private static IEnumerable<long[]> Shuffled(ImmutableArray<long> counts, int seed)
    {
        long[][] points = [.. Listed(counts)];
        uint[] order = [.. Enumerable.Range(0, points.Length).Select(i => (uint)i)];
        ExampleOrder.Shuffle(order, new Philox(seed, RandomPurpose.GridOrder), 0);
        return order.Select(i => points[i]);
    }

    // Sorting keeps the order of the grid among the points of a round.
    private static IOrderedEnumerable<long[]> CoarseToFine(ImmutableArray<long> counts)
    {
        int[][] rounds = [.. counts.Select(count => Refinements((int)count))];
        return Listed(counts).OrderBy(indices => indices.Select((index, dimension) => rounds[dimension][index]).DefaultIfEmpty().Max());
    }
}
