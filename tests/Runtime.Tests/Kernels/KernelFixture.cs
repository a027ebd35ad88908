using System.Collections.Concurrent;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Tests of kernels on one device: a bench for all of them, and at the end the largest ratio of error to bound for each kernel.</summary>
/// <param name="deviceIndex">The device.</param>
public abstract class KernelFixture(string deviceIndex)
{
    private readonly ConcurrentDictionary<string, double> _worstRatios = [];
    private KernelBench? _bench;

    /// <summary>Where the tests run kernels.</summary>
    protected KernelBench Bench => _bench ??= new KernelBench(deviceIndex);

    [OneTimeTearDown]
    public void CloseBench()
    {
        foreach ((string kernel, double ratio) in _worstRatios.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            TestContext.Progress.WriteLine($"{kernel}: largest error / bound {ratio:F3}");
        }

        _bench?.Dispose();
    }

    /// <summary>Values spread over [-1, 1], the same for the same seed.</summary>
    protected static double[] Values(int seed, long count)
    {
        Random random = new(seed);
        double[] values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)((2 * random.NextDouble()) - 1);
        }

        return values;
    }

    /// <summary>Fails the test if a result is off by more than its bound.</summary>
    protected void AssertClose(string kernel, BenchArray actual, BoundedSum expected) => Note(kernel, ErrorBound.Compare(actual.Floats, expected));

    /// <summary>Fails the test if a result is off by more than its bound.</summary>
    protected void AssertClose(string kernel, BenchArray actual, double[] expected, double[] bounds) => Note(kernel, ErrorBound.Compare(actual.Floats, expected, bounds));

    /// <summary>Fails the test if a result is off by more than the bound.</summary>
    protected void AssertClose(string kernel, BenchArray actual, double[] expected, double bound) => Note(kernel, ErrorBound.Compare(actual.Floats, expected, bound));

    private void Note(string kernel, Comparison comparison)
    {
        double ratio = comparison.AssertWithin(kernel);
        _worstRatios.AddOrUpdate(kernel, ratio, (_, worst) => Math.Max(worst, ratio));
    }
}
