using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Search.Bayes;

namespace SweepDsl.Runtime.Tests.Sweeps.Search.Bayes;

/// <summary>The model of a search, against values of NumPy and mpmath (expected.py) and against what must hold of any such model.</summary>
public sealed class GaussianProcessTests
{
    private static readonly double[][] Features = [[0.1, 0.2], [0.4, 0.9], [0.8, 0.3], [0.6, 0.6]];
    private static readonly double[] Losses = [1.2, -0.3, 0.5, -0.9];
    private static readonly MaternKernel Kernel = new([false, false], [1 / 0.09, 1 / 0.25], 0.01);

    [TestCase(0.0, 0.0, 1.1634331184253583, 0.5720135638556981)]
    [TestCase(0.5, 0.5, -0.6233476927493639, 0.42829325313030503)]
    [TestCase(0.6, 0.6, -0.8762955858336922, 0.09785752606479861)]
    public void Mean_and_deviation_are_those_of_the_formulas(double x, double y, double mean, double deviation)
    {
        GaussianProcess process = new(Kernel, Features, Losses);

        Assert.That(process.At([x, y]).Mean, Is.EqualTo(mean).Within(1e-10));
        Assert.That(process.At([x, y]).Deviation, Is.EqualTo(deviation).Within(1e-10));
    }

    [Test]
    public void The_kernel_is_Materns_and_a_category_is_alike_or_not()
    {
        Assert.That(MaternKernel.Of(0.49), Is.EqualTo(0.7069426819040978).Within(1e-14));
        Assert.That(MaternKernel.Of(0), Is.EqualTo(1));
        MaternKernel words = new([true], [4], 0);
        Assert.That(words.Of([1], [3]), Is.EqualTo(words.Of([0], [1])));
        Assert.That(words.Of([1], [1]), Is.EqualTo(1));
    }

    [Test]
    public void Believing_changes_no_mean_and_makes_it_surer()
    {
        GaussianProcess process = new(Kernel, Features, Losses);
        (double mean, double deviation) = process.At([0.3, 0.4]);
        (double far, _) = process.At([0.9, 0.9]);

        process.Believe([0.3, 0.4]);

        Assert.That(process.At([0.3, 0.4]).Mean, Is.EqualTo(mean).Within(1e-12));
        Assert.That(process.At([0.9, 0.9]).Mean, Is.EqualTo(far).Within(1e-12));
        Assert.That(process.At([0.3, 0.4]).Deviation, Is.LessThan(deviation / 3));
    }

    [TestCase(1.0, 0.0, 1.0, 0.08002621884930694)]
    [TestCase(0.0, 1.0, 0.5, -5.4619307044770595)]
    [TestCase(0.0, 19.9, 1.0, -204.91288769492166)]
    [TestCase(0.0, 20.1, 1.0, -208.93274041662463)]
    [TestCase(0.0, 1000.0, 1.0, -500014.73445209116)]
    public void The_logarithm_of_the_expected_improvement_is_exact_also_where_the_improvement_is_0(double least, double mean, double deviation, double expected) =>
        Assert.That(ExpectedImprovement.Log(least, mean, deviation), Is.EqualTo(expected).Within(1e-6));

    /// <summary>The second feature says nothing of the losses, so its length is the longest or nearly so.</summary>
    [Test]
    public void A_feature_without_effect_gets_a_great_length()
    {
        double[][] features = [.. from i in Enumerable.Range(0, 6) from j in Enumerable.Range(0, 6) select new[] { i / 6.0, j / 6.0 }];
        double[] losses = [.. features.Select(one => 1.5 * Math.Sin(7 * one[0]))];

        var kernel = KernelFit.Of([false, false], features, losses);

        Assert.That(kernel.Weights[0], Is.GreaterThan(20 * kernel.Weights[1]));
        Assert.That(kernel.Noise, Is.LessThan(1e-3));
    }

    [Test]
    public void Noise_is_seen_as_noise()
    {
        ImmutableArray<double> noise = [0.8, -0.9, 0.7, -0.6, -0.8, 0.9, -0.7, 0.6, 0.9, -0.8];
        double[][] features = [.. Enumerable.Range(0, 40).Select(i => new[] { i / 40.0 })];
        double[] losses = [.. features.Select((one, i) => (2 * one[0]) - 1 + noise[i * 7 % 10])];

        Assert.That(KernelFit.Of([false], features, losses).Noise, Is.GreaterThan(0.03));
    }

    [Test]
    public void A_list_in_an_order_is_known_by_its_places_and_one_in_none_by_its_words()
    {
        FeatureMap map = new([new Axis(new ListedDistribution(6)), new Axis(new ListedDistribution(6))]);
        double[] jumps = [0.9, -1.3, 0.2, 1.4, -0.8, -0.4];
        double[][] points = [.. from i in Enumerable.Range(0, 6) from j in Enumerable.Range(0, 6) select new[] { (i + 0.5) / 6, (j + 0.5) / 6 }];
        double[] losses = [.. points.Select((_, n) => (0.5 * Math.Cos(n / 6 * 0.6)) + jumps[n % 6])];

        var kernel = KernelFit.Of(map.IsCategory, [.. points.Select(map.Of)], losses);

        Assert.That(map.IsCategory, Is.EqualTo(new[] { false, true, false, true }));
        Assert.That(kernel.Weights[0], Is.GreaterThan(kernel.Weights[1]), "the first list is in an order");
        Assert.That(kernel.Weights[3], Is.GreaterThan(kernel.Weights[1]), "the second one is not");
    }
}
