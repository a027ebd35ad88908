using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Runs one kernel, or a few that belong together, on a device and compares what they store with the double-precision reference.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Run">Runs it on a bench, whose kernels may be mutants.</param>
public sealed record KernelComparison(string Name, Func<KernelBench, Comparison> Run)
{
    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The same by the kernels of one family, whichever the device or the environment would have.</summary>
    public KernelComparison In(KernelFamily family) => new($"{Name}, {family}", bench =>
    {
        IProductTiles before = bench.Tiles;
        bench.Tiles = new DefaultTiles(bench.Traits, family);
        try
        {
            return Run(bench);
        }
        finally
        {
            bench.Tiles = before;
        }
    });

    /// <summary>Seeded values between -1 and 1 that are floats.</summary>
    internal static double[] Floats(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(float)((2 * random.NextDouble()) - 1))];
    }

    /// <summary>The worst of a comparison over several cases, up to the first that is red.</summary>
    internal static Comparison Worst<T>(IEnumerable<T> cases, Func<T, Comparison> compare)
    {
        Comparison worst = new(0, "all equal");
        foreach (T one in cases)
        {
            worst = worst.Worse(compare(one));
            if (!worst.IsWithin)
            {
                break;
            }
        }

        return worst;
    }

    /// <summary>Integers that must be the same.</summary>
    internal static Comparison Same(uint[] actual, IEnumerable<uint> expected)
    {
        double[] values = [.. expected.Select(value => (double)value)];
        return Comparison.Of([.. actual.Select(value => (double)value)], values, new double[values.Length]);
    }
}
