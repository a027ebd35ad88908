using MathNet.Numerics.Distributions;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Tests.Sweeps.Statistics;

/// <summary>What the intervals and claims are worth, by simulation from fixed seeds: how often an interval holds the truth, and how often a study of alike points claims a difference.</summary>
[TestFixture]
public sealed class CoverageTests
{
    private static readonly MetricDefinition Loss = new("test_loss", MetricGoal.Minimize);
    private static readonly MetricDefinition Accuracy = new("test_accuracy", MetricGoal.Maximize);

    [TestCase(3)]
    [TestCase(5)]
    [TestCase(10)]
    public void Intervals_of_few_seeds_hold_the_truth_as_often_as_they_say(int seeds) =>
        Assert.That(Share(4000, study => Holds(Estimate.Of(Normals(study, seeds))!.Value.Interval!.Value)), Is.EqualTo(0.95).Within(0.012));

    [Test]
    public void A_bootstrap_interval_of_3_seeds_would_not() =>
        Assert.That(Share(300, study => Holds(Bootstrap.OfMean(Normals(study, 3)))), Is.LessThan(0.8), "which is why few seeds have Student's interval");

    [Test]
    public void Intervals_of_30_seeds_hold_the_truth_about_as_often_as_they_say() =>
        Assert.That(Share(400, study => Holds(Estimate.Of(Normals(study, 30))!.Value.Interval!.Value)), Is.InRange(0.91, 0.97));

    [Test]
    public void Intervals_of_who_wins_hold_the_truth_at_least_as_often_as_they_say([Values(3, 5, 10, 29)] int pairs, [Values(0.05, 0.3, 0.5, 0.75, 0.97)] double probability) =>
        Assert.That(
            Enumerable.Range(0, pairs + 1)
                .Where(wins => Superiority.Of([.. Enumerable.Repeat(1.0, wins), .. Enumerable.Repeat(-1.0, pairs - wins)]).Interval is var interval && interval.Low <= probability && probability <= interval.High)
                .Sum(wins => Binomial.PMF(probability, pairs, wins)),
            Is.GreaterThanOrEqualTo(Estimate.Confidence));

    // With only the comparisons that are shown in the family, 14 % of these studies would claim a difference: the best of nine is chosen by its luck.
    [TestCase(3)]
    [TestCase(5)]
    public void A_study_of_nine_alike_points_rarely_claims_a_difference(int seeds) => Assert.That(
        Share(1000, study => Claims(Loss, 10_000, Enumerable.Range(0, 9).Select(point => Normals((study * 9) + point, seeds)))),
        Is.LessThanOrEqualTo(0.06));

    [Test]
    public void Points_that_vary_unlike_are_claimed_to_differ_only_a_little_more_often() => Assert.That(
        Share(1000, study => Claims(Loss, 10_000, Enumerable.Range(0, 9).Select(point => Normals((study * 9) + point, 3).Select(value => value * (1 + point)).ToArray()))),
        Is.LessThanOrEqualTo(0.09));

    // Each of two alike networks knows its own 90 % of all images, whatever its seed: the seeds do not vary, and all that varies is which 200 images are asked.
    [Test]
    public void The_choice_of_test_examples_is_rarely_taken_for_a_difference() =>
        Assert.That(Share(1000, study => Claims(Accuracy, 200, [Asked((2 * study) + 1), Asked((2 * study) + 2)])), Is.LessThanOrEqualTo(0.06));

    [Test]
    public void It_would_be_if_it_were_not_counted() =>
        Assert.That(Share(1000, study => Claims(Accuracy, int.MaxValue, [Asked((2 * study) + 1), Asked((2 * study) + 2)])), Is.GreaterThan(0.8));

    private static double Share(int studies, Func<int, bool> isSo) => Enumerable.Range(0, studies).Count(isSo) / (double)studies;

    private static bool Holds(Interval interval) => interval is { Low: <= 0, High: >= 0 };

    private static double[] Normals(int stream, int count) => [.. Enumerable.Range(0, count).Select(i => new Philox(7, 99).Draw((uint)stream, (uint)i).Normal())];

    // Eight seeds whose accuracies differ by one example at most.
    private static double[] Asked(int stream)
    {
        int right = Enumerable.Range(0, 200).Count(example => new Philox(8, 99).Draw((uint)stream, (uint)example).UniformDouble() < 0.9);
        return [.. Enumerable.Range(0, 8).Select(seed => (right + (seed == stream % 8 ? 1 : 0)) / 201.0)];
    }

    private static bool Claims(MetricDefinition metric, int testExamples, IEnumerable<double[]> points)
    {
        StoredStudy study = StoredStudies.Of(
            metric, testExamples, [.. points.Select((values, point) => (new ParameterSet([KeyValuePair.Create("batch_size", (ParameterValue)(long)point)]), values))]);
        return StudyAnalysis.Of(study).Comparisons.Values.Any(comparison => comparison.IsDecided);
    }
}
