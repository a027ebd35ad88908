using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Tests.Sweeps.Rounds;

public sealed class BayesSearchTests
{
    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Points_come_a_few_at_a_time_each_once_up_to_the_cap()
    {
        _sweep.Run(Trainer(), Study(runCap: 18, seeds: [0, 1]));

        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (8, 8), (8, 16), (8, 24), (8, 32), (4, 36) }));
        Assert.That(_sweep.Observer.Starts.Select(round => round.Plan.ForeseenPoints.Length), Is.EqualTo(new[] { 28, 20, 12, 4, 0 }));
        Assert.That(_sweep.Observer.Starts.Select(round => round.Plan.MayGrow), Is.All.False);
        Assert.That(_sweep.Read().Record.Trials.Select(trial => trial.Parameters).Distinct().Count(), Is.EqualTo(18));
    }

    [Test]
    public void Later_points_lie_where_the_first_ones_were_good()
    {
        _sweep.Run(Trainer(), Study(runCap: 18));

        double[] distances = [.. _sweep.Read().Record.Trials.Select(trial => Math.Abs(Math.Log10((double)trial.Parameters.Values[1].Value.Value / 1e-3)))];
        Assert.That(distances.Skip(8).Average(), Is.LessThan(0.6 * distances.Take(8).Average()));
    }

    [Test]
    public void A_larger_cap_runs_only_the_points_that_are_new()
    {
        _sweep.Run(Trainer(), Study(runCap: 6));
        HashSet<string> before = Ids();
        FakeTrainer more = Trainer();

        _sweep.Run(more, Study(runCap: 12));

        // The round in which the cap was reached was smaller than it is now.
        Assert.That(before.Except(Ids()).Count(), Is.Zero, "no point is lost");
        Assert.That(more.Requests, Has.Count.EqualTo(6));
    }

    [Test]
    public void A_trial_that_diverged_is_a_result_and_one_that_failed_is_none()
    {
        FakeTrainer trainer = new()
        {
            Accuracy = (_, _) => 0.5, Diverges = request => request.Training.LearningRate > 1e-2, BeforeUpdate = (name, _) => Fail(name.StartsWith("batch_size=16", StringComparison.Ordinal)),
        };

        SweepOutcome outcome = _sweep.Run(trainer, Study(runCap: 12));

        StoredStudy study = _sweep.Read();
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.TrialsFailed));
        Assert.That(study.Trials, Has.Length.EqualTo(12), "the study goes on beside them");
        Assert.That(study.Trials.Select(trial => trial.Result!.Status).Distinct(), Is.EquivalentTo(new[] { TrialStatus.Finished, TrialStatus.Diverged, TrialStatus.Failed }));
    }

    private HashSet<string> Ids() => [.. _sweep.Read().Record.Trials.Select(trial => trial.Id)];

    private static SearchedExperiment Study(int runCap, ImmutableArray<int>? seeds = null) => new()
    {
        Rates = new LogUniformValuesDistribution(1e-5, 1e-1),
        Definition = new SweepDefinition(SearchMethod.Bayes, new MetricDefinition("test_accuracy", MetricGoal.Maximize), seeds ?? [0]) { RunCap = runCap },
    };

    private static FakeTrainer Trainer() => new() { Accuracy = (request, _) => 0.9 - (0.1 * Math.Abs(Math.Log10(request.Training.LearningRate / 1e-3))) };

    private static void Fail(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("broken");
        }
    }
}
