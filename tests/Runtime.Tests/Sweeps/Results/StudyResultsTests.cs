using SweepDsl.Runtime.Sweeps.Results;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Tests.Sweeps.Results;

/// <summary>Stored results read by typed parameters.</summary>
public sealed class StudyResultsTests
{
    private SweepFixture _study;

    private string Folder => Path.Combine(_study.Root, "typed");

    [SetUp]
    public void RunStudy()
    {
        _study = new SweepFixture();
        _study.Run(new FakeTrainer(), new TypedExperiment());
    }

    [TearDown]
    public void DeleteStudy() => _study.Dispose();

    [Test]
    public void Points_have_typed_parameters_and_summaries()
    {
        StudyResults<TypedExperiment.Parameters> results = new TypedExperiment().Load(Folder);

        Assert.That(results.Points.Select(point => point.Parameters), Is.EqualTo(new[] { 8, 16, 32 }.Select(size => new TypedExperiment.Parameters(size, 1, "adam", true))));
        Assert.That(results.Best!.Parameters.BatchSize, Is.EqualTo(8));
        Assert.That(results.Best.Standing, Is.EqualTo(Standing.Best));
        Assert.That(results.Best.Metric, Is.EqualTo(results.Best.TestAccuracy));
        Assert.That(results.Best.TestAccuracy!.Value.Count, Is.EqualTo(3));
        Assert.That(results.Best.Of(evaluation => evaluation.Update)!.Value.Mean, Is.EqualTo(5), "the last of two budgets");
        Assert.That(results.Best.ValidationLoss, Is.Null);
        Assert.That(results.Verdict, Is.EqualTo(Verdict.Of(results.Analysis)));
        Assert.That(results.Metric.Name, Is.EqualTo("test_accuracy"));
    }

    [Test]
    public void Trials_have_seeds_status_and_learning_curves()
    {
        TrialResults<TypedExperiment.Parameters> trial = new TypedExperiment().Load(Folder).Points[1].Trials[2];

        Assert.That((trial.Parameters.BatchSize, trial.Seed, trial.Status), Is.EqualTo((16, 2, TrialStatus.Finished)));
        Assert.That(trial.ReadEvaluations().Select(evaluation => evaluation.Update), Is.EqualTo(new[] { 4, 5, 8, 12 }));
        Assert.That(trial.ReadEvaluations()[1], Is.EqualTo(trial.Last), "the last of two budgets");
        Assert.That(trial.Goal!.At.Update, Is.EqualTo(8));
        Assert.That(Directory.Exists(Path.Combine(Folder, "trials", trial.Id)));
    }

    [Test]
    public void Any_two_points_are_compared_as_the_report_compares_them()
    {
        StudyResults<TypedExperiment.Parameters> results = new TypedExperiment().Load(Folder);

        PairedComparison ofBest = results.Compare(results.Points[0].Parameters, results.Points[2].Parameters)!.Value;
        PairedComparison reversed = results.Compare(results.Points[2], results.Points[0])!.Value;

        Assert.That(ofBest, Is.EqualTo(results.Analysis.Comparisons[results.Points[2].Summary]));
        Assert.That(reversed.Deficit.Mean, Is.EqualTo(-ofBest.Deficit.Mean).Within(1e-15));
        Assert.That(reversed.PValue, Is.EqualTo(ofBest.PValue).Within(1e-12));
        Assert.That(results.Compare(results.Points[1], results.Points[2]), Is.EqualTo(results.Analysis.Neighbours[1].Comparison));
        Assert.That(results.Compare(results.Points[1], results.Points[1])!.Value.PValue, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Each_of_several_budgets_has_results_of_its_own()
    {
        StudyResults<TypedExperiment.Parameters> results = new TypedExperiment().Load(Folder);

        Assert.That(results.Budgets, Is.EqualTo(new[] { "epochs=3", "updates=5" }));
        Assert.That(results.At("epochs=3").Best!.Of(evaluation => evaluation.Update)!.Value.Mean, Is.EqualTo(24));
        Assert.That(results.At("updates=5").Best!.Of(evaluation => evaluation.Update)!.Value.Mean, Is.EqualTo(5));
        Assert.That(() => results.At("updates=6"), Throws.ArgumentException.With.Message.Contains("'updates=6' is none of the study's budgets (epochs=3, updates=5)"));
    }

    [Test]
    public void The_goal_is_there()
    {
        StudyResults<TypedExperiment.Parameters> results = new TypedExperiment().Load(Folder);

        Assert.That(results.Goal!.Points.Select(point => point.Reached.Count), Is.EqualTo(new[] { 3, 3, 0 }));
    }

    [Test]
    public void A_study_under_way_has_what_there_is()
    {
        foreach (string result in Directory.EnumerateFiles(Folder, "result.json", SearchOption.AllDirectories))
        {
            File.Delete(result);
        }

        StudyResults<TypedExperiment.Parameters> results = new TypedExperiment().Load(Folder);

        Assert.That(results.Best, Is.Null);
        Assert.That(results.Points, Has.Length.EqualTo(3));
        Assert.That(results.Points[0].Trials[0].Status, Is.Null);
        Assert.That(results.Points[0].Metric, Is.Null);
        Assert.That(results.Compare(results.Points[0], results.Points[1]), Is.Null);
        Assert.That(results.Find(new TypedExperiment.Parameters(64, 1, "adam", true)), Is.Null);
        Assert.That(() => results.Compare(new TypedExperiment.Parameters(64, 1, "adam", true), results.Points[0].Parameters), Throws.ArgumentException.With.Message.Contains("none of the study's points"));
    }

    [Test]
    public void A_folder_without_results_is_told() => Expect(new TypedExperiment(), _study.Root, $"{_study.Root} holds no results: it has no sweep.json. Run the experiment first ('sweep run typed')");

    [Test]
    public void A_folder_of_another_experiment_is_told()
    {
        _study.Run(new FakeTrainer());

        Expect(new TypedExperiment(), _study.ResultsPath, "holds the results of 'batch-size', not of 'typed'");
    }

    [Test]
    public void A_computed_parameter_that_was_changed_is_told() => Expect(
        new TypedExperiment(scale: 0.02), Folder, "a trial was run at batch_size=8,width=1,optimizer=adam,shuffle=true,rate=0.08, and the experiment has batch_size=8,width=1,optimizer=adam,shuffle=true,rate=0.16 there now");

    [TestCase("\"batch_size\": 8,", "\"batch_size\": 8.5,", "parameter 'batch_size' of a trial is 8.5, and the experiment has an integer there now")]
    [TestCase("\"batch_size\": 8,", "\"batch_size\": 3000000000,", "parameter 'batch_size' of a trial is 3000000000, and the experiment has an integer there now")]
    [TestCase("\"width\": 1.0,", "\"width\": \"wide\",", "parameter 'width' of a trial is wide, and the experiment has a number there now")]
    [TestCase("\"optimizer\": \"adam\",", "\"optimizer\": true,", "parameter 'optimizer' of a trial is true, and the experiment has a word there now")]
    [TestCase("\"shuffle\": true,", "\"shuffle\": 1,", "parameter 'shuffle' of a trial is 1, and the experiment has a truth value there now")]
    [TestCase("\"shuffle\": true,", "", "a trial has no parameter 'shuffle'")]
    [TestCase("\"rate\": 0.08", "\"rate\": 0.08, \"more\": 1", "a trial was run at")]
    public void Parameters_of_another_version_are_told(string before, string after, string expected)
    {
        string record = Path.Combine(Folder, "sweep.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace(before, after));

        Expect(new TypedExperiment(), Folder, expected);
    }

    [Test]
    public void A_damaged_record_is_told()
    {
        File.WriteAllText(Path.Combine(Folder, "sweep.json"), "{");

        Expect(new TypedExperiment(), Folder, "is damaged");
    }

    private static void Expect(TypedExperiment experiment, string folder, string message) => Assert.That(
        () => experiment.Load(folder), Throws.TypeOf<SweepException>().With.Message.Contains(message).And.Property("ExitCode").EqualTo(ExitCode.Results));
}
