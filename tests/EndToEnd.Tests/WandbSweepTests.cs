using SweepDsl.Experiments;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>Sweep files of the kinds in W&amp;B's documentation (WandbSweeps/) are experiments: they were compiled with these tests, and draw what their keys say.</summary>
public sealed class WandbSweepTests
{
    private const int Strata = 20_000;

    // Mean and variance, of the logarithm where the truth value is true; of a list of its index. Rounding to multiples of a small q adds a variance of q^2 / 12; where there are few, they are counted.
    private static readonly TestCaseData[] Moments =
    [
        new(new WandbRandom(), "hidden", false, 22.0, ((37.0 * 37) - 1) / 12),
        new(new WandbRandom(), "dropout", false, 0.25, 0.25 / 12),
        new(new WandbRandom(), "learning_rate", false, 0.0505, 0.099 * 0.099 / 12),
        new(new WandbBayes(), "hidden", false, 36.0, ((57.0 * 57) - 1) / 12),
        new(new WandbBayes(), "momentum", false, 0.475, 0.95 * 0.95 / 12),
        new(new WandbBayes(), "learning_rate", true, Math.Log(Math.Sqrt(1e-5)), Math.Pow(Math.Log(1000), 2) / 12),
        new(new WandbHyperband(), "batch_size", false, OfSteps([8, 12, 20, 28, 36, 40], 1), OfSteps([8, 12, 20, 28, 36, 40], 2)),
        new(new WandbHyperband(), "learning_rate", true, Math.Log(Math.Sqrt(1e-5)), Math.Pow(Math.Log(1000), 2) / 12),
        new(new WandbHyperbandDown(), "learning_rate", true, Math.Log(0.01), Math.Pow(Math.Log(100), 2) / 12),
        new(new WandbExponents(), "learning_rate", true, -5.755, 6.91 * 6.91 / 12),
        new(new WandbExponents(), "hidden", false, (Math.Exp(4) - Math.Exp(2)) / 2, ((Math.Exp(8) - Math.Exp(4)) / 4) - Math.Pow((Math.Exp(4) - Math.Exp(2)) / 2, 2) + (16.0 / 12)),
        new(new WandbExponents(), "epsilon", true, -9.2, 13.8 * 13.8 / 12),
        new(new WandbNormal(), "momentum", false, 0.5, 0.0025),
        new(new WandbNormal(), "learning_rate", true, -4.0, 0.25),
        new(new WandbNormal(), "hidden", false, 64.0, 64 + (16.0 / 12)),
        new(new WandbNormal(), "second", false, Math.Exp(3.545), ((Math.Exp(0.09) - 1) * Math.Exp(7.09)) + (1.0 / 12)),
        new(new WandbWeights(), "optimizer", false, 0.25, 0.1875),
        new(new WandbWeights(), "inner", false, 0.4, 0.04),
        new(new WandbWeights(), "dropout", false, 1 / 3.0, (8.0 / 252) + (0.125 * 0.125 / 12)),
        new(new WandbNested(), "optimizer.rate", true, Math.Log(Math.Sqrt(1e-5)), Math.Pow(Math.Log(1000), 2) / 12),
        new(new WandbNested(), "optimizer.beta1", false, 0.5, 0.25),
        new(new WandbNested(), "model.hidden", false, 0.5, 0.25),
        new(new WandbSteps(), "hidden", false, 7.5, 15.0 / 12),
        new(new WandbSteps(), "dropout", false, 0.25, 2 * ((0.1 * 0.0625) + (0.2 * 0.0225) + (0.2 * 0.0025))),
        new(new WandbGrid(), "hidden", false, 1.0, 8.0 / 12),
        new(new WandbGrid(), "dropout", false, 0.5, 0.25),
    ];

    [TestCaseSource(nameof(Moments))]
    public void A_parameter_has_the_moments_of_its_distribution(Experiment experiment, string dimension, bool isOfLogarithm, double mean, double variance)
    {
        Distribution distribution = experiment.Dimensions.Single(one => one.Name == dimension).Distribution;
        double[] draws = [.. Enumerable.Range(0, Strata).Select(i => distribution.Quantile((i + 0.5) / Strata)).Select(value => isOfLogarithm ? Math.Log(value) : value)];

        double average = draws.Average();
        Assert.That(average, Is.EqualTo(mean).Within(0.01 * Math.Sqrt(variance)));
        Assert.That(draws.Average(draw => (draw - average) * (draw - average)), Is.EqualTo(variance).Within(2).Percent);
    }

    [Test]
    public void A_grid_has_all_combinations_and_what_is_constant() => Assert.That(
        new WandbGrid().Space.Dimensions.Select(dimension => (dimension.Name, dimension.Distribution.LevelCount)),
        Is.EqualTo(new (string, long?)[] { ("hidden", 3), ("dropout", 2), ("optimizer", 2) }));

    [Test]
    public void How_points_are_chosen_and_ended_is_what_the_files_say()
    {
        Assert.That(new WandbGrid().Sweep.Method, Is.EqualTo(SearchMethod.Grid));
        Assert.That(new WandbSteps().Sweep.RunCap, Is.EqualTo(15));
        Assert.That(new WandbBayes().Sweep.Method, Is.EqualTo(SearchMethod.Bayes));
        Assert.That(new WandbBayes().Sweep.Metric, Is.EqualTo(new MetricDefinition("val_accuracy", MetricGoal.Maximize, 0.95)));
        Assert.That(new WandbHyperband().Sweep.EarlyTermination, Is.EqualTo(new HyperbandTermination(2) { MinIter = 2, IsStrict = true }));
        Assert.That(new WandbHyperbandDown().Sweep.EarlyTermination!.Brackets(27), Is.EqualTo(new[] { 3, 9 }));
    }

    [Test]
    public void Drawn_values_become_typed_parameters()
    {
        Assert.That(new WandbNested().Space.At([0.01, 1, 0]), Is.EqualTo(new WandbNested.Parameters(OptimizerRate: 0.01, OptimizerBeta1: 0.9, ModelHidden: 8, ModelHeadDropout: 0.1)));
        Assert.That(new WandbHyperband().Space.At([16, 0.02]), Is.EqualTo(new WandbHyperband.Parameters(BatchSize: 16, LearningRate: 0.02)));
        Assert.That(new WandbWeights().Space.At([1, 0.3, 0.125]).Optimizer, Is.EqualTo("sgd"));
    }

    [Test]
    public void A_random_search_has_as_many_points_as_its_cap_and_none_twice()
    {
        SweepPoint[] points = [.. new WandbNested().Points(new StudyContext(Examples: 800))];

        Assert.That(points.Select(point => point.Parameters), Is.Unique);
        Assert.That(points, Has.Length.EqualTo(20));
    }

    // The k-th moment about 0 (1) or about the mean (2) of multiples of 8 that a logarithm, uniform between the outer ends, is rounded to between the inner ones.
    private static double OfSteps(double[] ends, int moment)
    {
        double mean = 0;
        double square = 0;
        for (int i = 0; i + 1 < ends.Length; i++)
        {
            double probability = Math.Log(ends[i + 1] / ends[i]) / Math.Log(ends[^1] / ends[0]);
            double value = 8 * (i + 1);
            mean += probability * value;
            square += probability * value * value;
        }

        return moment == 1 ? mean : square - (mean * mean);
    }
}
