using System.Text.Json;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>Several budgets where the learning rate's schedule ends with training: one training for each of them.</summary>
public sealed class BudgetTrainingsTests
{
    private static readonly DataDescription Data = new FakeTrainer().Data;

    // 64 examples: an epoch is 8 updates in batches of 8 and 2 in batches of 32.
    private static readonly FakeExperiment Falling = new() { BatchSizes = [8, 32], Budget = Budget.Epochs(1), OtherBudgets = [Budget.Epochs(3)], Schedule = _ => new CosineSchedule(0) };

    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void Each_budget_has_the_trials_of_a_study_with_that_budget_alone()
    {
        StudyPlan plan = Plan(Falling);

        Assert.That(plan.Budgets, Is.EqualTo(new[] { "epochs=1", "epochs=3" }));
        Assert.That(plan.Trials.Select(trial => trial.Name), Is.EqualTo(new[]
        {
            "batch_size=8,seed=0,budget=epochs=1", "batch_size=8,seed=0,budget=epochs=3", "batch_size=32,seed=0,budget=epochs=1", "batch_size=32,seed=0,budget=epochs=3",
            "batch_size=8,seed=1,budget=epochs=1", "batch_size=8,seed=1,budget=epochs=3", "batch_size=32,seed=1,budget=epochs=1", "batch_size=32,seed=1,budget=epochs=3",
        }));
        foreach (Budget budget in new[] { Budget.Epochs(1), Budget.Epochs(3) })
        {
            StudyPlan alone = Plan(new FakeExperiment { BatchSizes = [8, 32], Budget = budget, Schedule = Falling.Schedule });
            Assert.That(plan.Trials.Where(trial => trial.Budget == budget).Select(trial => trial.Id), Is.EqualTo(alone.Trials.Select(trial => trial.Id)));
            Assert.That(alone.Trials.Select(trial => trial.Budget), Is.All.Null);
        }
    }

    [Test]
    public void Seeds_share_their_points_at_each_budget() => Assert.That(
        Plan(Falling).Trials.GroupBy(trial => trial.Point, ReferenceEqualityComparer.Instance).Select(point => point.Count()), Is.EqualTo(new[] { 2, 2, 2, 2 }));

    [TestCaseSource(nameof(Independent))]
    public void A_schedule_that_does_not_end_with_training_leaves_trials_as_they_were(LearningRateSchedule schedule)
    {
        FakeExperiment experiment = new() { BatchSizes = [8, 32], Budget = Budget.Epochs(1), OtherBudgets = [Budget.Epochs(3)], Schedule = _ => schedule };

        ImmutableArray<Trial> trials = Plan(experiment).Trials;

        Assert.That(trials.Select(trial => (trial.Budget, trial.Point.Training.OtherBudgets.Length)), Is.EqualTo(Enumerable.Repeat(((Budget?)null, 1), 4)));
        Assert.That(
            trials.Select(trial => trial.Id), Is.EqualTo(from seed in new[] { 0, 1 } from point in experiment.Points(new StudyContext(64)) select TrialId.Of(experiment.Dataset, Data.Fingerprint, point, seed, null)));
    }

    [Test]
    public void A_budget_of_the_command_line_leaves_one_training() => Assert.That(
        StudyPlan.Make(Falling, new StudyOverrides { Budget = Budget.Epochs(3) }, Data).Trials.Select(trial => trial.Id),
        Is.EqualTo(Plan(Falling).Trials.Where(trial => trial.Budget == Budget.Epochs(3)).Select(trial => trial.Id)));

    [Test]
    public void Every_training_is_at_the_end_of_its_schedule_when_it_ends()
    {
        FakeTrainer trainer = new();

        SweepOutcome outcome = _sweep.Run(trainer, Falling);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(trainer.Requests.Select(request => (request.Training.BatchSize, request.Training.Budget)).Distinct().Count(), Is.EqualTo(4));
        foreach (TrainingDefinition training in trainer.Requests.Select(request => request.Training))
        {
            BatchSchedule schedule = new(64, training);
            LearningRates rates = new(schedule, training);
            Assert.That((rates.Of(0), rates.Of(schedule.TotalUpdates)), Is.EqualTo((0.1, 0.0)), $"{training.BatchSize} at {training.Budget}");
        }

        Assert.That(_sweep.Observer.Notices, Has.One.EqualTo("The learning-rate schedule depends on the budget: one training for each of 2 budgets (epochs=1, epochs=3).").And.None.Contains("serves all"));
    }

    [Test]
    public void At_each_budget_only_its_own_trainings_count_and_without_one_those_of_the_last()
    {
        _sweep.Run(new FakeTrainer(), Falling);

        StoredStudy study = _sweep.Read();

        Assert.That(study.HasTrainingsOfBudgets, Is.True);
        Assert.That(study.Record.Trials.Select(trial => trial.Budget).Take(2), Is.EqualTo(new[] { "epochs=1", "epochs=3" }));
        Assert.That(study.Trials.Select(trial => trial.Result!.Cuts), Is.All.Empty);
        foreach ((string budget, StoredStudy at, double epochs) in new[] { ("epochs=1", study.At("epochs=1"), 1.0), ("epochs=3", study.At("epochs=3"), 3), ("none", study.AtLast(), 3) })
        {
            Assert.That(at.Trials.Select(trial => trial.Result!.Last!.Epoch), Is.EqualTo(Enumerable.Repeat(epochs, 4)), budget);
            Assert.That(StudyAnalysis.Of(at).Points.Select(point => (point.Parameters.ToString(), point.Values.Count)), Is.EqualTo(new[] { ("batch_size=8", 2), ("batch_size=32", 2) }), budget);
        }

        Assert.That(BudgetAnalysis.Of(study).Select(budget => budget.Analysis.Points[0].Of(evaluation => evaluation.Update)!.Value.Mean), Is.EqualTo(new[] { 8.0, 24 }));
        Assert.That(StudyAnalysis.Of(study).Points[0].Of(evaluation => evaluation.Update)!.Value.Mean, Is.EqualTo(24));
        using var description = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_sweep.FirstTrial(), "trial.json")));
        Assert.That(description.RootElement.GetProperty("budget").GetString(), Is.EqualTo("epochs=1"));
    }

    [Test]
    public void Trainings_of_a_study_with_one_budget_are_kept_when_others_come_beside_it()
    {
        _sweep.Run(new FakeTrainer(), new FakeExperiment { BatchSizes = [8, 32], Budget = Budget.Epochs(1), Schedule = Falling.Schedule });
        FakeTrainer more = new();

        _sweep.Run(more, Falling);

        Assert.That(more.Requests.Select(request => request.Training.Budget), Is.EqualTo(Enumerable.Repeat(Budget.Epochs(3), 4)));
    }

    [Test]
    public void Points_with_a_constant_rate_have_one_training_beside_others_that_have_more()
    {
        FakeExperiment mixed = new()
        {
            BatchSizes = [8, 32],
            Seeds = [0],
            Budget = Budget.Epochs(3),
            OtherBudgets = [Budget.Epochs(1)],
            Schedule = batchSize => batchSize == 8 ? new ConstantSchedule() : new CosineSchedule(0),

            // Reached with the 18th update, and seen at the end of the third epoch in batches of 8.
            Goal = new GoalDefinition(new MetricDefinition("train_accuracy", MetricGoal.Maximize), 0.95),
        };

        _sweep.Run(new FakeTrainer(), mixed);

        StoredStudy study = _sweep.Read();
        Assert.That(study.Record.Trials.Select(trial => trial.Budget), Is.EqualTo(new[] { null, "epochs=3", "epochs=1" }));
        Assert.That(study.At("epochs=1").Trials.Select(trial => (trial.Result!.Last!.Update, trial.Goal?.At.Update)), Is.EqualTo(new[] { (8L, (long?)null), (2, null) }), "what is reached later does not count");
        Assert.That(study.At("epochs=3").Trials.Select(trial => (trial.Result!.Last!.Update, trial.Goal?.At.Update)), Is.EqualTo(new[] { (24L, (long?)24), (6, null) }));
        Assert.That(_sweep.Observer.Notices, Has.One.Contains("one training for each of 2 budgets").And.One.StartsWith("At other points nothing in training depends on its budget"));
    }

    [Test]
    public void Trials_are_pruned_by_those_of_their_own_budget()
    {
        // The short trainings have come down their schedules where the long ones have not: compared with each other, all long ones would be given up. Among themselves the second of each is.
        FakeExperiment experiment = new()
        {
            BatchSizes = [8, 32], Seeds = [0], Budget = Budget.Epochs(2), OtherBudgets = [Budget.Epochs(4)], Schedule = Falling.Schedule, EarlyTermination = new HyperbandTermination(3) { MinIter = 1, IsStrict = true },
        };
        FakeTrainer trainer = new() { Accuracy = (request, _) => (request.Training.Budget == Budget.Epochs(2) ? 0.9 : 0.5) - (request.Training.BatchSize / 1000.0) };

        _sweep.Run(trainer, experiment);

        StoredStudy study = _sweep.Read();
        Assert.That(study.Trials.Select(trial => trial.StatusWord), Is.EqualTo(new[] { "finished", "finished", "pruned", "pruned" }));
        Assert.That(study.Trials.Select(trial => trial.Result!.Pruning?.Compared), Is.EqualTo(new int?[] { null, null, 1, 1 }));
        Assert.That(study.Trials[3].Result!.Pruning!.Threshold, Is.EqualTo(0.5 - 0.008).Within(1e-12));
    }

    private static IEnumerable<LearningRateSchedule> Independent() =>
        [new ConstantSchedule(), new CosineSchedule(0) { Length = ScheduleLength.Epochs(1) }, new StepSchedule(ScheduleLength.Updates(3), 0.1), new ExponentialSchedule(ScheduleLength.Epochs(1), 0.5)];

    private static StudyPlan Plan(FakeExperiment experiment) => StudyPlan.Make(experiment, new StudyOverrides(), Data);
}
