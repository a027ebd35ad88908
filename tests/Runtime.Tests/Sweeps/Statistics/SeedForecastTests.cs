using SweepDsl.Runtime.Reports.Benchmarks;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

[TestFixture]
public sealed class SeedForecastTests
{
    private static readonly MetricDefinition Accuracy = new("test_accuracy", MetricGoal.Maximize);
    private static readonly MetricDefinition Loss = new("test_loss", MetricGoal.Minimize);

    [Test]
    public void Without_results_a_spread_is_assumed_and_named()
    {
        SeedForecast forecast = SeedForecast.Of(Accuracy, 0.02, points: 2, looks: 1, examples: 100_000, stored: null)!;

        Assert.That(forecast.Deviation, Is.EqualTo(0.01 * Math.Sqrt(2)).Within(1e-15));
        Assert.That(forecast.ForOne, Is.EqualTo(forecast.ForAny).And.EqualTo(10), "expected.py's pairs_needed says 9 without the noise of test examples");
        Assert.That(
            ForecastReport.Sentence(forecast),
            Is.EqualTo("10 seeds find a difference of 2 points (test_accuracy) in 95 of 100 studies. Assumed is that two runs with equal seeds differ by 1.4 points (standard deviation), as no results are stored; a few seeds would tell. The choice of 100,000 test examples leaves 0.3 points open by itself."));
    }

    [Test]
    public void Stored_results_give_the_middle_spread_of_their_comparisons()
    {
        var stored = StudyAnalysis.Of(StoredStudies.Of((8, [0.90, 0.90, 0.90]), (16, [0.88, 0.90, 0.86]), (32, [0.4, 0.8, 0.1])));

        SeedForecast forecast = SeedForecast.Of(Accuracy, null, points: 3, looks: 1, examples: null, stored)!;

        Assert.That(forecast.Difference, Is.EqualTo(0.01));
        Assert.That(forecast.StoredTrials, Is.EqualTo(9));
        Assert.That(forecast.Deviation, Is.EqualTo(0.33126).Within(1e-5), "8 and 16 differ by 0.02, 8 and 32 by 0.351, 16 and 32 by 0.331");
    }

    [Test]
    public void Too_few_test_examples_make_seeds_useless()
    {
        SeedForecast forecast = SeedForecast.Of(Accuracy, null, points: 9, looks: 1, examples: 2000, stored: null)!;

        Assert.That(forecast.ForAny, Is.Null);
        Assert.That(forecast.ForOne, Is.Null);
        Assert.That(ForecastReport.Sentence(forecast), Does.StartWith("No number of seeds finds a difference of 1 point (test_accuracy): that takes more than 42,").And.Contains("leaves 1.9 points open by itself"));
    }

    [Test]
    public void As_many_test_examples_as_it_says_would_do()
    {
        SeedForecast few = SeedForecast.Of(Accuracy, null, points: 9, looks: 1, examples: 2000, stored: null)!;

        Assert.That(SeedForecast.Of(Accuracy, null, 9, 1, few.ExamplesNeeded!.Value + 100, null)!.ForAny, Is.Not.Null);
        Assert.That(SeedForecast.Of(Accuracy, null, 9, 1, few.ExamplesNeeded!.Value - 200, null)!.ForAny, Is.Null);
    }

    [Test]
    public void Of_a_loss_nothing_is_assumed() => Assert.That(SeedForecast.Of(Loss, 0.1, points: 3, looks: 1, examples: null, stored: null), Is.Null);

    [Test]
    public void Of_a_loss_stored_results_say_enough()
    {
        var stored = StudyAnalysis.Of(StoredStudies.Of(Loss, (8, [0.5, 0.52, 0.49]), (16, [0.6, 0.58, 0.61])));

        SeedForecast forecast = SeedForecast.Of(Loss, null, points: 2, looks: 1, examples: null, stored)!;

        Assert.That(forecast.Difference, Is.EqualTo(0.0503).Within(1e-3), "a tenth of the best mean");
        Assert.That(ForecastReport.Sentence(forecast), Does.Contain("seeds find a difference of 0.05").And.Contains("from 6 stored trials"));
    }
}
