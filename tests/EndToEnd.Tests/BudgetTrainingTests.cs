namespace SweepDsl.EndToEnd.Tests;

/// <summary>A study of several budgets whose learning rate falls to the end of training, on the device: each budget has the trainings of a study with that budget alone.</summary>
public sealed class BudgetTrainingTests
{
    private static readonly string[] Budgets = ["--epochs 1", "--updates 24"];

    [Test]
    public void Each_training_ends_its_own_schedule_as_one_with_that_budget_alone()
    {
        using TemporaryFolder folder = new();

        RunnerResult run = Run(folder["all"]);
        Dictionary<string, string> alone = [];
        foreach (string budget in Budgets)
        {
            Run(folder[budget], budget.Split(' '));
            foreach ((string file, string content) in new StudyFiles(folder[$"{budget}/budgets-cosine"]).Reproducible())
            {
                alone.Add(file, content);
            }
        }

        StudyFiles study = new(folder["all/budgets-cosine"]);
        Assert.That(study.Reproducible(), Is.EquivalentTo(alone));
        Assert.That(study.Listed, Is.Unique.And.Length.EqualTo(2 * 2 * 2));
        Assert.That(run.Error, Does.Contain("one training for each of 2 budgets (epochs=1, updates=24)"));
        Assert.That(run.Output, Does.Contain("At equal epochs (1)").And.Contain("At equal updates (24)"));
    }

    [Test]
    public void A_longer_training_is_another_one_from_where_its_schedule_falls()
    {
        using TemporaryFolder folder = new();

        Run(folder.Path, "--trials", "batch_size=16,seed=0");

        // In batches of 16 an epoch is 16 updates: both are measured then, and only the shorter one has come down to rates near 0.
        string[] trials = new StudyFiles(folder["budgets-cosine"]).Trials;
        Assert.That(trials.Select(trial => (int)StudyFiles.Result(trial)["update"]!), Is.EquivalentTo(new[] { 16, 24 }));
        Assert.That(trials.Select(trial => (int)StudyFiles.Metrics(trial)[0]["update"]!), Is.All.EqualTo(16));
        Assert.That(trials.Select(trial => (double)StudyFiles.Metrics(trial)[0]["test_loss"]!), Is.Unique);
    }

    private static RunnerResult Run(string root, params string[] arguments)
    {
        using System.Diagnostics.Process process = Runner.StartProgram(Runner.ProgramOfTests, ["run", "budgets-cosine", "--out", root, .. arguments]);
        return Runner.Finish(process).Expect(0);
    }
}
