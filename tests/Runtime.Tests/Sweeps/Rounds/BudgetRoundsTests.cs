using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Sweeps.Rounds;

/// <summary>Studies that grow from their results where each budget has trainings of its own: each budget grows by itself.</summary>
public sealed class BudgetRoundsTests
{
    private static readonly MetricDefinition Metric = new("test_accuracy", MetricGoal.Maximize);
    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Each_budget_is_run_at_its_own_best_value_alone()
    {
        FakeTrainer trainer = new() { Accuracy = (request, _) => Peak(request, IsShort(request) ? 1e-2 : 1e-3) };

        _sweep.Run(trainer, Tuned);

        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (16, 16), (12, 28) }), "4 values, and then 3 seeds, at 2 points and 2 budgets");
        Assert.That(
            trainer.Requests.Skip(16).Select(request => (request.Training.Budget, request.Training.LearningRate)).Distinct(),
            Is.EquivalentTo(new[] { (Budget.Epochs(1), 1e-3), (Budget.Updates(1), 1e-2) }));
        ImmutableArray<BudgetAnalysis> budgets = BudgetAnalysis.Of(_sweep.Read());
        Assert.That(budgets.Select(budget => (budget.Budget, budget.Analysis.Tuning!.Points[0].Value)), Is.EqualTo(new[] { ("epochs=1", (ParameterValue)1e-3), ("updates=1", (ParameterValue)1e-2) }));
        Assert.That(budgets.Select(budget => budget.Analysis.Points.Select(point => point.Values.Count)), Is.All.EqualTo(new[] { 3, 3 }));
    }

    [Test]
    public void The_range_grows_at_that_budget_alone_whose_best_value_lies_at_its_end()
    {
        FakeTrainer trainer = new() { Accuracy = (request, _) => Peak(request, IsShort(request) ? 10 : 1e-3) };

        _sweep.Run(trainer, Tuned);

        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (16, 16), (2, 18), (2, 20), (12, 32) }));
        Assert.That(trainer.Requests.Skip(16).Take(4).Select(request => (request.Training.Budget, request.Training.LearningRate)), Is.EqualTo(new[]
        {
            (Budget.Updates(1), 1.0), (Budget.Updates(1), 1.0), (Budget.Updates(1), 10.0), (Budget.Updates(1), 10.0),
        }));
        Assert.That(BudgetAnalysis.Of(_sweep.Read()).Select(budget => budget.Analysis.Tuning!.Points[0].Tried.Length), Is.EqualTo(new[] { 4, 6 }));
    }

    [Test]
    public void Seeds_are_added_at_that_budget_alone_that_leaves_points_open()
    {
        SearchedExperiment study = new()
        {
            OtherBudgets = [Budget.Updates(1)], Schedule = new CosineSchedule(0), Definition = new SweepDefinition(SearchMethod.Grid, Metric, [0, 1, 2]) { MostSeeds = 6 },
        };

        // At one update the two are alike but for luck; at the end of the epoch one is far ahead.
        FakeTrainer trainer = new()
        {
            Data = new DataDescription(64, 0, 1_000_000, "fingerprint"),
            Accuracy = (request, _) => (IsShort(request) || request.Training.BatchSize == 16 ? 0.9 : 0.5) + (0.001 * ((request.Seed * request.Training.BatchSize) % 7)),
        };

        _sweep.Run(trainer, study);

        Assert.That(_sweep.Observer.Rounds, Is.EqualTo(new[] { (12, 12), (6, 18) }));
        Assert.That(trainer.Requests.Skip(12).Select(request => request.Training.Budget), Is.All.EqualTo(Budget.Updates(1)));
        Assert.That(BudgetAnalysis.Of(_sweep.Read()).Select(budget => budget.Analysis.Points[0].Values.Count), Is.EqualTo(new[] { 3, 6 }));
    }

    [Test]
    public void Bayes_looks_at_the_last_budget_as_if_there_were_no_other()
    {
        // What is best at the first budget is worst at the last.
        SearchedExperiment both = Searched(Budget.Updates(1));
        FakeTrainer misleading = new() { Accuracy = (request, _) => IsShort(request) ? Peak(request, 1e-3) : 1 - Peak(request, 1e-3) };
        _sweep.Run(misleading, both);
        using SweepFixture alone = new();
        alone.Run(new FakeTrainer { Accuracy = (request, _) => Peak(request, 1e-3) }, Searched());

        Assert.That(Points(_sweep), Is.Not.Empty.And.EqualTo(Points(alone)));
        Assert.That(misleading.Requests, Has.Count.EqualTo(2 * 12));

        static SearchedExperiment Searched(params Budget[] others) => new()
        {
            Rates = new LogUniformValuesDistribution(1e-5, 1e-1), OtherBudgets = [.. others], Schedule = new CosineSchedule(0), Definition = new SweepDefinition(SearchMethod.Bayes, Metric, [0]) { RunCap = 12 },
        };

        static string[] Points(SweepFixture sweep) => [.. sweep.Read().Record.Trials.Select(trial => trial.Parameters.ToString()).Distinct()];
    }

    private static SearchedExperiment Tuned => new()
    {
        Rates = SearchedExperiment.Decades,
        OtherBudgets = [Budget.Updates(1)],
        Schedule = new CosineSchedule(0),
        Definition = new SweepDefinition(SearchMethod.Grid, Metric, [0, 1, 2]) { Tune = SearchedExperiment.TuneRate },
    };

    private static bool IsShort(TrialRequest request) => request.Training.Budget == Budget.Updates(1);

    // The accuracy falls by a tenth with each decade from the best learning rate.
    private static double Peak(TrialRequest request, double best) => 0.9 - (0.1 * Math.Abs(Math.Log10(request.Training.LearningRate / best)));
}
