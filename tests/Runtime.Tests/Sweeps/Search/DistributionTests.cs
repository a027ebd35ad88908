using System.Globalization;
using SweepDsl.Runtime.Sweeps.Search;

namespace SweepDsl.Runtime.Tests.Sweeps.Search;

/// <summary>Quantiles against SciPy's (quantiles.csv, made by quantiles.py), and moments against the formulas of textbooks.</summary>
public sealed class DistributionTests
{
    private const int Strata = 100_000;

    private static readonly Dictionary<string, Distribution> Distributions = new()
    {
        ["categorical 5"] = new ListedDistribution(5),
        ["int_uniform -3 9"] = new IntUniformDistribution(-3, 9),
        ["uniform -2 3"] = new UniformDistribution(-2, 3),
        ["log_uniform -9 -2"] = new LogUniformDistribution(-9, -2),
        ["log_uniform_values 1e-4 0.1"] = new LogUniformValuesDistribution(1e-4, 0.1),
        ["inv_log_uniform 2 9"] = new InvLogUniformDistribution(2, 9),
        ["inv_log_uniform_values 1e-4 0.1"] = new InvLogUniformValuesDistribution(1e-4, 0.1),
        ["normal 0.5 2"] = new NormalDistribution(0.5, 2),
        ["log_normal -4 1.5"] = new LogNormalDistribution(-4, 1.5),
        ["beta 2 3"] = new BetaDistribution(2, 3),
        ["beta 0.5 0.5"] = new BetaDistribution(0.5, 0.5),
        ["q_uniform 0 1 0.1"] = new QuantizedDistribution(new UniformDistribution(0, 1), 0.1),
        ["q_log_uniform_values 8 64 8"] = new QuantizedDistribution(new LogUniformValuesDistribution(8, 64), 8),
        ["q_normal 64 20 4"] = new QuantizedDistribution(new NormalDistribution(64, 20), 4),
        ["q_log_normal 3 1 1"] = new QuantizedDistribution(new LogNormalDistribution(3, 1), 1),
        ["q_beta 2 3 0.05"] = new QuantizedDistribution(new BetaDistribution(2, 3), 0.05),
    };

    private static IEnumerable<TestCaseData> Quantiles => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Sweeps/Search/quantiles.csv"))
        .Skip(1)
        .Select(line => line.Split(','))
        .Select(row => new TestCaseData(row[0], Number(row[1]), Number(row[2])));

    // Mean and variance, of the logarithm where the truth value is true.
    private static readonly TestCaseData[] Moments =
    [
        new(new IntUniformDistribution(-3, 9), false, 3.0, ((13.0 * 13) - 1) / 12),
        new(new UniformDistribution(-2, 3), false, 0.5, 25.0 / 12),
        new(new LogUniformDistribution(-9, -2), true, -5.5, 49.0 / 12),
        new(new LogUniformValuesDistribution(1e-4, 1e-1), true, Math.Log(Math.Sqrt(1e-5)), Math.Pow(Math.Log(1000), 2) / 12),
        new(new InvLogUniformDistribution(2, 9), true, -5.5, 49.0 / 12),
        new(new InvLogUniformValuesDistribution(1e-4, 1e-1), false, (1e-1 - 1e-4) / Math.Log(1000), ((1e-2 - 1e-8) / (2 * Math.Log(1000))) - Math.Pow((1e-1 - 1e-4) / Math.Log(1000), 2)),
        new(new NormalDistribution(0.5, 2), false, 0.5, 4.0),
        new(new LogNormalDistribution(-4, 1.5), true, -4.0, 2.25),
        new(new BetaDistribution(2, 3), false, 0.4, 0.04),
        new(new BetaDistribution(0.5, 0.5), false, 0.5, 0.125),
        new(new QuantizedDistribution(new UniformDistribution(0.5, 10.5), 1), false, 5.5, 99.0 / 12),
        new(new QuantizedDistribution(new NormalDistribution(64, 20), 4), false, 64.0, 400 + (16.0 / 12)),
        new(new ListedDistribution(5), false, 2.0, 2.0),
        new(new ListedDistribution(3, [0.5, 0.125, 0.375]), false, 0.875, 0.859375),
        new(new ListedDistribution(3, [4, 1, 3]), false, 0.875, 0.859375),
    ];

    [TestCaseSource(nameof(Quantiles))]
    public void A_quantile_is_SciPys(string name, double u, double expected) =>
        Assert.That(Distributions[name].Quantile(u), Is.EqualTo(expected).Within(Math.Max(Math.Abs(expected) * 1e-12, 1e-14)));

    [TestCaseSource(nameof(Moments))]
    public void Draws_have_the_moments_of_the_distribution(Distribution distribution, bool isOfLogarithm, double mean, double variance)
    {
        double[] draws = [.. Enumerable.Range(0, Strata).Select(i => (i + 0.5) / Strata).Select(distribution.Quantile).Select(value => isOfLogarithm ? Math.Log(value) : value)];

        double average = draws.Average();
        Assert.That(average, Is.EqualTo(mean).Within(1e-4 * Math.Sqrt(variance)));
        Assert.That(draws.Average(draw => (draw - average) * (draw - average)), Is.EqualTo(variance).Within(0.03).Percent);
    }

    [Test]
    public void Every_quantile_is_finite_and_none_falls()
    {
        double[] probabilities = [0, double.Epsilon, 1e-12, .. Enumerable.Range(1, 999).Select(i => i / 1000.0), Math.BitDecrement(1)];
        foreach ((string name, Distribution distribution) in Distributions)
        {
            double[] quantiles = [.. probabilities.Select(distribution.Quantile)];

            Assert.That(quantiles, Is.All.Matches<double>(double.IsFinite), name);
            Assert.That(quantiles, Is.Ordered, name);
        }
    }

    [Test]
    public void Levels_are_the_values_that_are_drawn()
    {
        foreach ((string name, Distribution distribution) in Distributions.Where(pair => pair.Value.LevelCount is not (null or > 1000)))
        {
            double[] levels = [.. Enumerable.Range(0, (int)distribution.LevelCount!.Value).Select(i => distribution.Level(i))];
            double[] drawn = [.. Enumerable.Range(0, Strata).Select(i => distribution.Quantile((i + 0.5) / Strata)).Distinct()];

            Assert.That(levels, Is.Ordered.And.Unique, name);
            Assert.That(drawn, Is.SubsetOf(levels), name);
            Assert.That(levels[0], Is.EqualTo(distribution.Quantile(0)), name);
            Assert.That(levels[^1], Is.EqualTo(distribution.Quantile(Math.BitDecrement(1))), name);
        }
    }

    [Test]
    public void What_is_not_countable_has_no_levels()
    {
        Assert.That(new UniformDistribution(0, 1).IsDiscrete, Is.False);
        Assert.That(new QuantizedDistribution(new UniformDistribution(0, 1e300), 1e-9).IsDiscrete, Is.False);
        Assert.That(() => new UniformDistribution(0, 1).Level(0), Throws.InvalidOperationException);
    }

    [Test]
    public void A_multiple_of_a_tenth_reads_as_such() =>
        Assert.That(new QuantizedDistribution(new UniformDistribution(0, 1), 0.1).Level(3), Is.EqualTo(0.3));

    [Test]
    public void A_value_of_probability_0_is_never_drawn()
    {
        ListedDistribution distribution = new(4, [0, 0.5, 0.5, 0]);

        Assert.That(distribution.Quantile(0), Is.EqualTo(1));
        Assert.That(distribution.Quantile(Math.BitDecrement(1)), Is.EqualTo(2));
    }

    [Test]
    public void Equal_distributions_are_equal_by_value()
    {
        ListedDistribution first = new(2, [0.5, 0.5]);
        ListedDistribution second = new(2, [0.5, 0.5]);

        Assert.That(first, Is.EqualTo(second).And.Not.EqualTo(new ListedDistribution(2)));
        Assert.That(first.GetHashCode(), Is.EqualTo(second.GetHashCode()));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
