using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps.Rounds;

/// <summary>A learning rate is searched inside each batch size, and only then are these compared.</summary>
public sealed class TuningTests
{
    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Each_point_is_run_with_all_seeds_at_the_value_that_suited_it_best()
    {
        FakeTrainer trainer = new() { Accuracy = Peak(small: 1e-3, large: 1e-2) };

        _sweep.Run(trainer, Study());

        StudyAnalysis analysis = StudyAnalysis.Of(_sweep.Read());
        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (8, 8), (6, 14) }));
        Assert.That(analysis.Tuning!.Points.Select(point => (point.Outer.ToString(), point.Value, point.Edge)), Is.EqualTo(new[]
        {
            ("batch_size=16", (ParameterValue)1e-3, TuningEdge.None), ("batch_size=32", (ParameterValue)1e-2, TuningEdge.None),
        }));
        Assert.That(analysis.Points.Select(point => (point.Parameters.ToString(), point.Values.Count)), Is.EqualTo(new[] { ("batch_size=16", 3), ("batch_size=32", 3) }));
        Assert.That(trainer.Requests.Skip(8).Select(request => (request.Training.BatchSize, request.Training.LearningRate, request.Seed)), Is.EqualTo(new[]
        {
            (16, 1e-3, 0), (32, 1e-2, 0), (16, 1e-3, 1), (32, 1e-2, 1), (16, 1e-3, 2), (32, 1e-2, 2),
        }));
    }

    [Test]
    public void The_search_has_a_seed_of_its_own()
    {
        FakeTrainer trainer = new() { Accuracy = Peak(1e-3, 1e-2) };

        _sweep.Run(trainer, Study());

        Assert.That(trainer.Requests.Take(8).Select(request => request.Seed), Is.All.EqualTo(1_000_000));
    }

    [Test]
    public void Where_the_best_lies_at_an_end_the_range_grows_there_until_it_is_bracketed()
    {
        FakeTrainer trainer = new() { Accuracy = Peak(small: 1e-3, large: 1) };

        _sweep.Run(trainer, Study());

        TunedPoint large = StudyAnalysis.Of(_sweep.Read()).Tuning!.Points[1];
        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (8, 8), (1, 9), (1, 10), (6, 16) }), "half of the range's steps, twice");
        Assert.That(_sweep.Observer.Starts.Select(round => (round.Number, round.Plan.Stage, round.Plan.ForeseenPoints.Length, round.Plan.MayGrow)), Is.EqualTo(new[]
        {
            (1, "searching learning_rate", 6, true), (2, "searching learning_rate", 6, true), (3, "searching learning_rate", 6, true), (4, "each point at its best learning_rate", 0, false),
        }));
        Assert.That((large.Value, large.Edge), Is.EqualTo(((ParameterValue)1.0, TuningEdge.None)));
        Assert.That(large.Tried.Select(tried => tried.Parameters.Values[1].Value), Is.EqualTo(new ParameterValue[] { 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0 }));
    }

    [Test]
    public void After_two_times_it_is_said_that_the_best_lies_at_an_end()
    {
        _sweep.Run(new FakeTrainer { Accuracy = Peak(small: 1e-12, large: 1e-2) }, Study());

        TunedPoint small = StudyAnalysis.Of(_sweep.Read()).Tuning!.Points[0];
        Assert.That((small.Value, small.Edge), Is.EqualTo(((ParameterValue)1e-6, TuningEdge.Low)));
    }

    [Test]
    public void No_value_is_tried_that_the_parameter_does_not_allow()
    {
        SearchedExperiment study = Study(SearchedExperiment.TuneRate with { Least = 1e-5 });

        _sweep.Run(new FakeTrainer { Accuracy = Peak(small: 1e-12, large: 1e-2) }, study);

        Assert.That(StudyAnalysis.Of(_sweep.Read()).Tuning!.Points[0].Value, Is.EqualTo((ParameterValue)1e-5));
    }

    [Test]
    public void What_diverges_is_worst()
    {
        FakeTrainer trainer = new() { Diverges = request => request.Training.LearningRate > 2e-3, Accuracy = Peak(small: 1e-2, large: 1e-2) };

        _sweep.Run(trainer, Study());

        Assert.That(StudyAnalysis.Of(_sweep.Read()).Tuning!.Points.Select(point => (point.Value, point.Edge)), Is.All.EqualTo(((ParameterValue)1e-3, TuningEdge.None)));
    }

    [Test]
    public void Each_budget_has_the_value_that_suits_it()
    {
        // 64 examples in batches of 16 or 32: one epoch is 4 or 2 updates, and 1 update comes before.
        SearchedExperiment study = Study(otherBudgets: [Budget.Updates(1)]);
        FakeTrainer trainer = new() { Accuracy = (request, update) => Peak(update == 1 ? 1e-2 : 1e-3, 1e-2)(request, update) };

        _sweep.Run(trainer, study);

        ImmutableArray<BudgetAnalysis> budgets = BudgetAnalysis.Of(_sweep.Read());
        Assert.That(budgets.Select(budget => (budget.Budget, budget.Analysis.Tuning!.Points[0].Value)), Is.EqualTo(new[] { ("epochs=1", (ParameterValue)1e-3), ("updates=1", (ParameterValue)1e-2) }));
        Assert.That(budgets.Select(budget => budget.Analysis.Points.Select(point => point.Values.Count)), Is.All.EqualTo(new[] { 3, 3 }));
        Assert.That(_sweep.Observer.Rounds[^1].Pending, Is.EqualTo(9), "two values at 16, one at 32, three seeds each");
    }

    [Test]
    public void Points_are_searched_in_the_order_of_the_sweep_and_those_that_have_ended_not_again()
    {
        _sweep.Run(new FakeTrainer { Accuracy = Peak(1e-3, 1e-2) }, Study());
        FakeTrainer again = new() { Accuracy = Peak(1e-3, 1e-2) };

        SweepOutcome outcome = _sweep.Run(again, Study());

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(again.Requests, Is.Empty);
    }

    [Test]
    public void A_study_of_selected_trials_waits_for_the_others()
    {
        _sweep.Run(new FakeTrainer { Accuracy = Peak(1e-3, 1e-2) }, Study(), filter: "batch_size=16");

        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (4, 4) }));
        Assert.That(_sweep.Observer.Notices, Has.Some.Contains("it goes on when all have been run"));
    }

    private static SearchedExperiment Study(TuneDefinition? tune = null, ImmutableArray<Budget>? otherBudgets = null) => new()
    {
        Rates = SearchedExperiment.Decades,
        OtherBudgets = otherBudgets ?? [],
        Definition = new SweepDefinition(SearchMethod.Grid, new MetricDefinition("test_accuracy", MetricGoal.Maximize), [0, 1, 2]) { Tune = tune ?? SearchedExperiment.TuneRate },
    };

    // The accuracy falls by a tenth with each decade from the best learning rate of a batch size.
    private static Func<TrialRequest, long, double?> Peak(double small, double large) => (request, _) =>
        0.9 - (0.1 * Math.Abs(Math.Log10(request.Training.LearningRate / (request.Training.BatchSize == 16 ? small : large))));
}
