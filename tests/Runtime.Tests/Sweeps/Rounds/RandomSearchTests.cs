using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;

namespace SweepDsl.Runtime.Tests.Sweeps.Rounds;

public sealed class RandomSearchTests
{
    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void As_many_points_are_drawn_as_the_cap_says_each_with_all_seeds()
    {
        _sweep.Run(new FakeTrainer(), Study(runCap: 5, seeds: [0, 1]));

        ParameterSet[] points = [.. _sweep.Read().Record.Trials.Select(trial => trial.Parameters)];
        Assert.That(points, Has.Length.EqualTo(10));
        Assert.That(points.Distinct().Count(), Is.EqualTo(5));
    }

    [Test]
    public void A_larger_cap_runs_only_the_points_that_are_new()
    {
        _sweep.Run(new FakeTrainer(), Study(runCap: 5));
        FakeTrainer more = new();

        _sweep.Run(more, Study(runCap: 8));

        Assert.That(more.Requests, Has.Count.EqualTo(3));
        Assert.That(_sweep.Read().Ended, Is.EqualTo(8));
    }

    [Test]
    public void Another_search_seed_draws_other_points()
    {
        string[] first = Points(Study(5));
        string[] again = Points(Study(5));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(Points(Study(5, searchSeed: 1)), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_small_space_gives_each_of_its_points_once_and_then_no_more()
    {
        SearchedExperiment study = new()
        {
            BatchSizes = [4, 8, 16, 32],
            Rates = new ListedDistribution(3, [1, 1e-9, 1e-9]),
            Definition = new SweepDefinition(SearchMethod.Random, new MetricDefinition("test_accuracy", MetricGoal.Maximize), [0]) { RunCap = 100 },
        };

        Assert.That(Points(study), Has.Length.EqualTo(12).And.Unique);
    }

    [Test]
    public void A_grid_ends_at_its_cap()
    {
        SearchedExperiment study = new() { BatchSizes = [4, 8, 16, 32], Definition = new SearchedExperiment().Definition with { RunCap = 3 } };

        Assert.That(Points(study), Is.EqualTo(new[] { "batch_size=4", "batch_size=8", "batch_size=16" }));
    }

    [Test]
    public void Once_a_trial_has_reached_the_target_no_others_are_begun_then_or_later()
    {
        SweepDefinition definition = new(SearchMethod.Grid, new MetricDefinition("test_accuracy", MetricGoal.Maximize, Target: 0.9), [0]);
        SearchedExperiment study = new() { BatchSizes = [4, 8, 16, 32], Definition = definition };
        FakeTrainer trainer = new() { Accuracy = (request, _) => request.Training.BatchSize == 8 ? 0.9 : 0.5 };

        SweepOutcome outcome = _sweep.Run(trainer, study);
        SweepOutcome again = _sweep.Run(trainer, study);

        Assert.That((outcome.ExitCode, again.ExitCode), Is.EqualTo((ExitCode.Done, ExitCode.Done)));
        Assert.That(trainer.Requests.Select(request => request.Training.BatchSize), Is.EqualTo(new[] { 4, 8 }));
        Assert.That(_sweep.Observer.Notices, Has.Some.EqualTo("batch_size=8,seed=0 reached the target: test_accuracy is 0.9, and 0.9 was asked for. No other trials are begun."));
    }

    private static SearchedExperiment Study(int runCap, ImmutableArray<int>? seeds = null, int searchSeed = 0) => new()
    {
        Rates = new LogUniformValuesDistribution(1e-4, 1e-1),
        Definition = new SweepDefinition(SearchMethod.Random, new MetricDefinition("test_accuracy", MetricGoal.Maximize), seeds ?? [0]) { RunCap = runCap, SearchSeed = searchSeed },
    };

    private static string[] Points(SearchedExperiment study) => [.. study.Points(new StudyContext(64)).Select(point => point.Parameters.ToString())];
}
