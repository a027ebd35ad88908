using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>A model of a study's losses that stands in for the study while points are looked for.</summary>
internal sealed class Surrogate
{
    // A fit costs the cube of these numbers, a tenth of a second and a second or so.
    private const int MostFitted = 100;
    private const int MostModelled = 300;
    private const int BestPoints = 5;

    private readonly FeatureMap _features;
    private readonly GaussianProcess _process;
    private double _least;

    /// <summary>Learns from what is known.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="known">Points with their losses; those that are not finite rank worst.</param>
    public Surrogate(SearchCube cube, IReadOnlyList<(double[] Point, double Loss)> known)
    {
        _features = new FeatureMap(cube.Axes);
        double[] scaled = StandardLosses.Of([.. known.Select(one => one.Loss)]);
        (double[] Point, double[] Features, double Loss)[] ranked = [.. known.Select((one, i) => (one.Point, _features.Of(one.Point), scaled[i])).OrderBy(one => one.Item3)];
        (double[] Point, double[] Features, double Loss)[] modelled = [.. Telling(ranked, MostModelled)];
        (double[] Point, double[] Features, double Loss)[] fitted = [.. Telling(ranked, MostFitted)];
        var kernel = KernelFit.Of(_features.IsCategory, [.. fitted.Select(one => one.Features)], [.. fitted.Select(one => one.Loss)]);
        _process = new GaussianProcess(kernel, [.. modelled.Select(one => one.Features)], [.. modelled.Select(one => one.Loss)]);
        _least = modelled.Min(one => _process.At(one.Features).Mean);
        Best = [.. ranked.Take(BestPoints).Select(one => one.Point)];
    }

    /// <summary>The best points, the best one first.</summary>
    public ImmutableArray<double[]> Best { get; }

    /// <summary>Logarithm of the expected improvement at a point, over the least loss that is expected where one was tried: a single lucky loss sets no mark.</summary>
    public double Gain(double[] point)
    {
        (double mean, double deviation) = _process.At(_features.Of(point));
        return ExpectedImprovement.Log(_least, mean, deviation);
    }

    /// <summary>Takes a point for tried, with the loss that is expected there: what is to be undercut from now on.</summary>
    public void Believe(double[] point)
    {
        double[] features = _features.Of(point);
        _least = Math.Min(_least, _process.At(features).Mean);
        _process.Believe(features);
    }

    // Of many the better half, where the search goes on, and of the others as many as there is room for, evenly.
    private static IEnumerable<T> Telling<T>(T[] ranked, int most)
    {
        if (ranked.Length <= most)
        {
            return ranked;
        }

        int better = most / 2;
        int others = most - better;
        return ranked.Take(better).Concat(Enumerable.Range(0, others).Select(i => ranked[better + (int)((long)i * (ranked.Length - better) / others)]));
    }
}
