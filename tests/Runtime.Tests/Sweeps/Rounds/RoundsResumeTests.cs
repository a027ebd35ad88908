using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Sweeps.Rounds;

/// <summary>A study that grows from its results and is killed anywhere comes to the same trials with the same bytes: no point is lost, none is run twice.</summary>
public sealed class RoundsResumeTests
{
    // Each kill costs two whole studies, most of whose time the disk takes.
    private const int Kills = 9;

    private static readonly MetricDefinition Metric = new("test_accuracy", MetricGoal.Maximize);

    public static IEnumerable<TestCaseData> Studies()
    {
        yield return new TestCaseData(new SearchedExperiment
        {
            Rates = new LogUniformValuesDistribution(1e-4, 1e-1), Definition = new SweepDefinition(SearchMethod.Random, Metric, [0]) { RunCap = 4 },
        }).SetArgDisplayNames("random");
        yield return new TestCaseData(new SearchedExperiment
        {
            Rates = SearchedExperiment.Decades, Definition = new SweepDefinition(SearchMethod.Grid, Metric, [0]) { Tune = SearchedExperiment.TuneRate },
        }).SetArgDisplayNames("tuned");
        yield return new TestCaseData(new SearchedExperiment
        {
            BatchSizes = [16],
            Rates = SearchedExperiment.Decades,
            OtherBudgets = [Budget.Updates(1)],
            Schedule = new CosineSchedule(0),
            Definition = new SweepDefinition(SearchMethod.Grid, Metric, [0]) { Tune = SearchedExperiment.TuneRate },
        }).SetArgDisplayNames("tuned at each budget");
        yield return new TestCaseData(new SearchedExperiment
        {
            Rates = new LogUniformValuesDistribution(1e-4, 1e-1), Definition = new SweepDefinition(SearchMethod.Bayes, Metric, [0]) { RunCap = 9 },
        }).SetArgDisplayNames("bayes");
        yield return new TestCaseData(new SearchedExperiment { Definition = new SweepDefinition(SearchMethod.Grid, Metric, [0, 1]) { MostSeeds = 6 } }).SetArgDisplayNames("seeds are added");
    }

    [TestCaseSource(nameof(Studies))]
    public void A_study_killed_before_any_step_on_the_disk_goes_on_to_the_same_bytes(Experiment experiment)
    {
        using SweepFixture undisturbed = new();
        int steps = 0;
        undisturbed.Run(Trainer(), experiment, files: new DurableFiles(_ => steps++));
        for (int killAt = 1; killAt <= steps; killAt += Math.Max(1, steps / Kills))
        {
            using SweepFixture killed = new();
            int step = 0;
            FakeTrainer first = Trainer();
            FakeTrainer rest = Trainer();

            Assert.That(() => killed.Run(first, experiment, files: new DurableFiles(description => Kill(++step == killAt, description))), Throws.TypeOf<SweepException>());
            SweepOutcome outcome = killed.Run(rest, experiment);

            Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Done));
            Assert.That(killed.Files(), Is.EqualTo(undisturbed.Files()), $"killed at step {killAt} of {steps}");
        }
    }

    private static FakeTrainer Trainer() => new() { Accuracy = (request, _) => 0.9 - (0.1 * Math.Abs(Math.Log10(request.Training.LearningRate / 1e-3))) };

    private static void Kill(bool now, string step)
    {
        if (now)
        {
            throw new SweepException(ExitCode.Results, $"killed before: {step}");
        }
    }
}
