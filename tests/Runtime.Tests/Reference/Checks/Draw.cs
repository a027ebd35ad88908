namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>Seeded test values.</summary>
public static class Draw
{
    /// <summary>Numbers between -1 and 1.</summary>
    public static double[] Uniform(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    /// <summary>Numbers between -1 and 1 of which no two, and none and 0, are closer than 1 / count: far from the kinks of max and relu.</summary>
    public static double[] Apart(int seed, int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => ((2.0 * i) + 1 - count + (count % 2 == 0 ? 0 : 0.5)) / count)];
        new Random(seed).Shuffle(values);
        return values;
    }

    /// <summary>Labels from 0 to below the number of classes.</summary>
    public static int[] Labels(int seed, int count, int classes)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }

    /// <summary>The sum of products.</summary>
    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
