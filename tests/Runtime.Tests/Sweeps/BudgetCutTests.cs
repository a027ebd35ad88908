using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps;

/// <summary>One training that is judged at several budgets: what is stored of it, and how it is read again.</summary>
public sealed class BudgetCutTests
{
    // 64 examples: three epochs are 24 updates in batches of 8 and 6 in batches of 32. An update takes half a second.
    private static readonly FakeExperiment Experiment = new() { BatchSizes = [8, 32], Budget = Budget.Epochs(3), OtherBudgets = [Budget.Updates(10), Budget.Seconds(6)] };

    private SweepFixture _sweep;

    [SetUp]
    public void MakeFolder() => _sweep = new SweepFixture();

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void A_training_goes_on_to_its_largest_budget_and_is_kept_as_it_stood_at_each()
    {
        FakeTrainer trainer = new();
        _sweep.Run(trainer, Experiment);

        StoredStudy study = _sweep.Read();

        Assert.That(trainer.Requests, Has.Count.EqualTo(4), "one training for each point and seed");
        Assert.That(study.Record.Budgets, Is.EqualTo(new[] { "epochs=3", "updates=10", "seconds=6" }));
        Assert.That(study.Trials.Select(trial => trial.Result!.Cuts.Select(cut => cut.Evaluation.Update)), Is.EqualTo(new[] { new long[] { 24, 10, 12 }, [6, 10, 12], [24, 10, 12], [6, 10, 12] }));
        Assert.That(study.Trials.Select(trial => trial.Result!.Last!.Update), Is.EqualTo(new long[] { 24, 12, 24, 12 }));
        Assert.That(study.At("updates=10").Trials.Select(trial => trial.Result!.Last!.Update), Is.All.EqualTo(10));
        Assert.That(study.At("epochs=3").Trials.Select(trial => trial.Result!.Last!.Epoch), Is.All.EqualTo(3));
        Assert.That(_sweep.Observer.Notices, Has.One.Contains("one training of each trial serves all").And.One.Contains("other results"));
    }

    [Test]
    public void A_trial_that_diverged_counts_where_it_had_come_to()
    {
        // It diverges at its second update.
        FakeExperiment experiment = new() { BatchSizes = [32], Seeds = [0], Budget = Budget.Updates(1), OtherBudgets = [Budget.Epochs(3)] };
        _sweep.Run(new FakeTrainer { Diverges = _ => true }, experiment);

        StoredStudy study = _sweep.Read();

        Assert.That(study.Trials[0].Result!.Status, Is.EqualTo(TrialStatus.Diverged));
        Assert.That(study.At("updates=1").Trials[0].Result, Is.Not.Null.And.Property("Status").EqualTo(TrialStatus.Finished).And.Property("DivergedAt").Null);
        Assert.That(study.At("epochs=3").Trials[0].Result!.Status, Is.EqualTo(TrialStatus.Diverged));
    }

    [Test]
    public void A_budget_of_the_command_line_takes_the_place_of_all() =>
        Assert.That(
            new StudyOverrides { Budget = Budget.Updates(4) }.Apply(Experiment.Points(new StudyContext(64)).First()).Training.Budgets,
            Is.EqualTo(new[] { Budget.Updates(4) }));

    [Test]
    public void A_study_with_one_budget_has_no_cuts()
    {
        _sweep.Run(new FakeTrainer(), new FakeExperiment { BatchSizes = [8], Seeds = [0] });

        Assert.That(_sweep.Read().Record.Budgets, Is.Empty);
        Assert.That(_sweep.Read().Trials[0].Result!.Cuts, Is.Empty);
    }
}
