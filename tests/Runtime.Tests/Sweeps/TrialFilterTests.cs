using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Sweeps;

[TestFixture]
public sealed class TrialFilterTests
{
    private static readonly ImmutableArray<Trial> Trials =
        StudyPlan.Make(new FakeExperiment { Seeds = [0, 1, 2] }, new StudyOverrides(), new DataDescription(64, 0, 10, "")).Trials;

    [TestCase("batch_size=8", 3)]
    [TestCase("seed=1", 3)]
    [TestCase(" batch_size = 8 , seed = 2 ", 1)]
    [TestCase("batch_size=8e0", 3)]
    public void Trials_must_meet_all_conditions(string filter, int count) => Assert.That(TrialFilter.Parse(filter).Select(Trials), Has.Length.EqualTo(count));

    [Test]
    public void Conditions_that_no_trial_can_meet_together_are_told_from_values_that_there_are_not() => Assert.That(
        () => TrialFilter.Parse("batch_size=8,batch_size=16").Select(Trials),
        Throws.TypeOf<SweepException>().With.Message.Contains("there are trials with batch_size=16, but none that meets the conditions before it too"));

    [TestCase("rate=0.00707107")]
    [TestCase("rate=0.0070710678118654755")]
    public void A_computed_number_is_selected_as_shown_and_as_stored(string filter)
    {
        ParameterSet parameters = new([KeyValuePair.Create<string, ParameterValue>("rate", 0.0070710678118654755)]);
        Trial trial = new("id", Trials[0].Point with { Parameters = parameters }, Seed: 0);

        Assert.That(trial.Name, Is.EqualTo("rate=0.00707107,seed=0"));
        Assert.That(TrialFilter.Parse(filter).Select([trial, Trials[0] with { Point = Trials[0].Point with { Parameters = new([]) } }]), Is.EqualTo(new[] { trial }));
    }

    [Test]
    public void A_training_for_one_budget_alone_is_selected_by_its_name()
    {
        ImmutableArray<Trial> trials =
            StudyPlan.Make(new FakeExperiment { OtherBudgets = [Budget.Updates(5)], Schedule = _ => new CosineSchedule(0) }, new StudyOverrides(), new DataDescription(64, 0, 10, "")).Trials;

        Assert.That(trials[1].Name, Is.EqualTo("batch_size=8,seed=0,budget=updates=5"));
        Assert.That(TrialFilter.Parse(trials[1].Name).Select(trials), Is.EqualTo(new[] { trials[1] }));
        Assert.That(
            () => TrialFilter.Parse("budget=epochs=4").Select(trials), Throws.TypeOf<SweepException>().With.Message.Contains("no trial has budget=epochs=4. Values of budget: epochs=3, updates=5."));
        Assert.That(() => TrialFilter.Parse("budget=epochs=3").Select(Trials), Throws.TypeOf<SweepException>().With.Message.Contains("'budget' is no parameter of this sweep"));
    }

    [TestCase("", "is no condition")]
    [TestCase("batch_size", "is no condition")]
    [TestCase("batch_size=", "is no condition")]
    [TestCase("=8", "is no condition")]
    [TestCase("batch_size=8,", "is no condition")]
    [TestCase("batchsize=8", "did you mean 'batch_size'?")]
    [TestCase("optimizer=adam", "Parameters: batch_size, seed")]
    [TestCase("batch_size=64", "Values of batch_size: 8, 16, 32")]
    [TestCase("batch_size=8,seed=7", "Values of seed: 0, 1, 2")]
    public void A_filter_that_cannot_be_meant_is_a_usage_error(string filter, string reason) => Assert.That(
        () => TrialFilter.Parse(filter).Select(Trials),
        Throws.TypeOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.Usage).And.Message.Contains(reason));
}
