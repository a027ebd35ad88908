using System.Text.Json;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>The verbs that read results: show and export.</summary>
public sealed class ResultCommandTests : CommandFixture
{
    [Test]
    public void Show_prints_what_run_printed()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        string first = Output.ToString();
        Output.GetStringBuilder().Clear();

        ExitCode code = Run(new FakeBackend(), "show", "batch-size", "--out", Root.Path);

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(Output.ToString(), Is.EqualTo(first));
    }

    [Test]
    public void A_damaged_result_hides_no_other_and_is_named()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        string damaged = Directory.EnumerateFiles(Root.Path, "result.json", SearchOption.AllDirectories).First();
        File.WriteAllText(damaged, "{");
        Output.GetStringBuilder().Clear();
        Error.GetStringBuilder().Clear();

        Assert.That(Run(new FakeBackend(), "show", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Results));
        Assert.That(Output.ToString(), Does.Contain("1 of 2 damaged").And.Contains("partial: 5 of 6 trials ended").And.Contains("Best: "));
        Assert.That(Error.ToString(), Does.Contain($"sweep: {damaged} is damaged: ").And.Contains("'sweep run' keeps the trial's folder"));
        Output.GetStringBuilder().Clear();

        Assert.That(Run(new FakeBackend(), "export", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Results));
        Assert.That(Output.ToString().Split('\n').Count(line => line.Contains(",finished,", StringComparison.Ordinal)), Is.EqualTo(5));
        Assert.That(Output.ToString(), Does.Contain(",damaged,"));
        Output.GetStringBuilder().Clear();

        Assert.That(Run(new FakeBackend(), "show", "batch-size", "--out", Root.Path, "--json"), Is.EqualTo(ExitCode.Results));
        using var document = JsonDocument.Parse(Output.ToString());
        Assert.That((document.RootElement.GetProperty("trials_ended").GetInt32(), document.RootElement.GetProperty("trials_in_all").GetInt32()), Is.EqualTo((5, 6)));

        Assert.That(Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Done));
        Assert.That(Run(new FakeBackend(), "show", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void Damaged_metrics_hide_no_others_when_exported()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        string damaged = Directory.EnumerateFiles(Root.Path, "metrics.jsonl", SearchOption.AllDirectories).First();
        File.WriteAllText(damaged, "{\n");
        Output.GetStringBuilder().Clear();

        Assert.That(Run(new FakeBackend(), "export", "batch-size", "--out", Root.Path, "--what", "metrics"), Is.EqualTo(ExitCode.Results));
        Assert.That(Output.ToString().TrimEnd().Split('\n'), Has.Length.EqualTo(1 + (5 * 3)));
        Assert.That(Error.ToString(), Does.Contain($"{damaged} is damaged in line 1"));
    }

    [Test]
    public void The_table_of_some_trials_says_that_it_is_partial()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path, "--trials", "batch_size=8");
        Assert.That(Output.ToString(), Does.Contain("partial: 2 of 6 trials ended; 2 points of 3 not run yet"));
        Output.GetStringBuilder().Clear();

        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        Assert.That(Output.ToString(), Does.Not.Contain("partial"));
    }

    [TestCase("run")]
    [TestCase("show")]
    [TestCase("export")]
    public void A_file_in_the_place_of_the_results_is_told(string verb)
    {
        File.WriteAllText(Root.File("file"), "");

        Assert.That(Run(new FakeBackend(), verb, "batch-size", "--out", Root.File("file")), Is.EqualTo(ExitCode.Results));
        Assert.That(Error.ToString(), Does.Contain("file' is a file, and a folder was expected"));
    }

    [TestCase("show", "batch-size")]
    [TestCase("export", "batch-size")]
    public void Results_that_are_not_there_yet_are_exit_code_5(params string[] args)
    {
        ExitCode code = Run(new FakeBackend(), [.. args, "--out", Root.Path]);

        Assert.That(code, Is.EqualTo(ExitCode.Results));
        Assert.That(Error.ToString(), Does.Contain("holds no results yet"));
    }

    [Test]
    public void Export_writes_a_line_for_each_trial()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path, "--trials", "seed=0");
        Output.GetStringBuilder().Clear();

        Run(new FakeBackend(), "export", "batch-size", "--out", Root.Path);

        string[] lines = Output.ToString().TrimEnd().Split('\n');
        Assert.That(lines[0], Does.StartWith("trial,batch_size,seed,status,update,"));
        Assert.That(lines, Has.Length.EqualTo(7));
        Assert.That(lines[1], Does.Contain(",8,0,finished,24,3,"));
        Assert.That(lines[6], Does.EndWith(",32,1,not run,,,,,,,,,,,"));
    }

    [Test]
    public void Export_writes_a_line_for_each_evaluation_to_a_file()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);

        Run(new FakeBackend(), "export", "batch-size", "--out", Root.Path, "--what", "metrics", "--to", Root.File("metrics.csv"));

        Assert.That(File.ReadAllLines(Root.File("metrics.csv")), Has.Length.EqualTo(1 + (6 * 3)));
    }

    [Test]
    public void A_study_of_several_budgets_is_shown_side_by_side_and_exported_at_each()
    {
        FakeExperiment experiment = new() { Budget = Budget.Epochs(3), OtherBudgets = [Budget.Updates(10)] };

        Execute(experiment, new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        string shown = Output.ToString();
        Output.GetStringBuilder().Clear();
        Execute(experiment, new FakeBackend(), "export", "batch-size", "--out", Root.Path);
        string[] lines = Output.ToString().TrimEnd().Split('\n');
        Output.GetStringBuilder().Clear();
        Execute(experiment, new FakeBackend(), "show", "batch-size", "--out", Root.Path, "--json");
        using var document = JsonDocument.Parse(Output.ToString());

        Assert.That(shown, Does.Contain("epochs=3").And.Contains("updates=10").And.Contains("At equal epochs (3): ").And.Contains("At equal updates (10): "));
        Assert.That(shown, Does.Match("At equal epochs \\(3\\) batch_size 32 is worse by .* points than 8,"));
        Assert.That(lines[0], Does.StartWith("trial,batch_size,seed,budget,status,update,"));
        Assert.That(lines, Has.Length.EqualTo(1 + (6 * 2)));
        Assert.That(lines[2], Does.Contain(",8,0,updates=10,finished,10,"));
        Assert.That(
            document.RootElement.GetProperty("budgets").EnumerateArray().Select(budget => (budget.GetProperty("budget").GetString(), budget.GetProperty("points").GetArrayLength())),
            Is.EqualTo(new[] { ("epochs=3", 3), ("updates=10", 3) }));
        Assert.That(document.RootElement.GetProperty("budget_verdict").GetString(), Does.StartWith("At equal epochs (3) "));
    }

    [Test]
    public void Pruned_trials_are_shown_as_such_and_in_no_mean()
    {
        FakeExperiment experiment = new() { EarlyTermination = new HyperbandTermination(3) { MinIter = 1, IsStrict = true } };

        ExitCode code = Execute(experiment, new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        string shown = Output.ToString();
        Output.GetStringBuilder().Clear();
        Execute(experiment, new FakeBackend(), "export", "batch-size", "--out", Root.Path);
        string[] lines = Output.ToString().TrimEnd().Split('\n');
        Output.GetStringBuilder().Clear();
        Execute(experiment, new FakeBackend(), "show", "batch-size", "--out", Root.Path, "--json");
        using var document = JsonDocument.Parse(Output.ToString());
        JsonElement point = document.RootElement.GetProperty("points")[2];

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(Error.ToString(), Does.Match("batch_size=32,seed=0  pruned after evaluation 1: test accuracy 0\\.8"));
        Assert.That(shown, Does.Match(" 32 +- .*pruned after evaluation 1\n").And.Contains("pruned: given up early"));
        Assert.That(shown, Does.Contain("; 16 and 32 were pruned."));
        Assert.That(lines.Single(line => line.Contains(",32,0,", StringComparison.Ordinal)), Does.Contain(",32,0,pruned,2,1,64,"));
        Assert.That(point.GetProperty("standing").GetString(), Is.EqualTo("pruned"));
        Assert.That(point.TryGetProperty("test_accuracy", out _), Is.False);
        Assert.That(point.GetProperty("trials")[0].GetProperty("status").GetString(), Is.EqualTo("pruned"));
        Assert.That(point.GetProperty("trials")[0].GetProperty("pruned").GetProperty("evaluation").GetInt32(), Is.EqualTo(1));
        Assert.That(point.GetProperty("trials")[0].GetProperty("epoch").GetDouble(), Is.EqualTo(1));
    }

    private ExitCode Run(FakeBackend backend, params string[] args) => Execute(new FakeExperiment(), backend, args);
}
