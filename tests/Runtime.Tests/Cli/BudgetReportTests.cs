using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Reports.Exports;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>
/// Budgets with trainings of their own in what is run, shown and exported. Training accuracy passes 0.89 with the eighth update: batches of 8 come to it at the end of the first epoch of 64 examples, and batches of 32 make 6 updates in three.
/// </summary>
public sealed class BudgetReportTests : CommandFixture
{
    private static readonly FakeExperiment Experiment = new()
    {
        BatchSizes = [8, 32],
        Budget = Budget.Epochs(1),
        OtherBudgets = [Budget.Epochs(3)],
        Schedule = _ => new CosineSchedule(0),
        Goal = new GoalDefinition(new MetricDefinition("train_accuracy", MetricGoal.Maximize), 0.89),
    };

    [Test]
    public void The_table_has_each_budget_and_goals_are_told_at_each()
    {
        Run("run", "batch-size");

        string[] lines = [.. Output.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.That(lines[0], Is.EqualTo("epochs=1 epochs=1 epochs=3 epochs=3"));
        Assert.That(lines.Where(line => line.StartsWith("8 8 ", StringComparison.Ordinal)).Single(), Does.Match(@"^8 8 0\.\d+ ± \d\.\d+ [*=]? ?24 0\.\d+ ± \d\.\d+"), "8 updates at one budget, 24 at the other");
        Assert.That(lines, Has.One.StartsWith("At equal epochs (1): ").And.One.StartsWith("At equal epochs (3): "));
        Assert.That(lines.SkipWhile(line => line != "At equal epochs (1):").First(line => line.StartsWith("8 2 of 2", StringComparison.Ordinal)), Does.Contain("8 ± 0"));
        Assert.That(lines.Count(line => line.StartsWith("Goal, train accuracy of at least 0.89: fewest updates at batch_size 8", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(Error.ToString(), Does.Contain("The learning-rate schedule depends on the budget: one training for each of 2 budgets (epochs=1, epochs=3).").And.Contain("8 trials to run"));
    }

    [Test]
    public void Json_has_an_analysis_and_a_goal_for_each_budget_and_that_of_the_last_before_them()
    {
        Run("run", "batch-size");
        Output.GetStringBuilder().Clear();

        Run("show", "batch-size", "--json");

        using var document = JsonDocument.Parse(Output.ToString());
        JsonElement root = document.RootElement;
        JsonElement[] budgets = [.. root.GetProperty("budgets").EnumerateArray()];
        Assert.That(root.GetProperty("trials_in_all").GetInt32(), Is.EqualTo(8));
        Assert.That(budgets.Select(budget => budget.GetProperty("budget").GetString()), Is.EqualTo(new[] { "epochs=1", "epochs=3" }));
        Assert.That(budgets.Select(budget => Updates(budget.GetProperty("points")[0])), Is.EqualTo(new[] { new[] { 8, 8 }, [24, 24] }));
        Assert.That(budgets.Select(budget => budget.GetProperty("goal").GetProperty("points")[0].GetProperty("reached").GetInt32()), Is.EqualTo(new[] { 2, 2 }));
        Assert.That(Updates(root.GetProperty("points")[0]), Is.EqualTo(new[] { 24, 24 }));

        static int[] Updates(JsonElement point) => [.. point.GetProperty("trials").EnumerateArray().Select(trial => trial.GetProperty("update").GetInt32())];
    }

    [Test]
    public void A_budget_alone_is_run_when_it_is_selected()
    {
        FakeBackend backend = new();

        ExitCode code = Execute(Experiment, backend, "run", "batch-size", "--out", Root.Path, "--trials", "budget=epochs=1,seed=1");

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(backend.Trainer.Requests.Select(request => (request.Training.Budget, request.Seed)), Is.EqualTo(Enumerable.Repeat((Budget.Epochs(1), 1), 2)));
    }

    [Test]
    public void Csv_has_a_row_for_each_training_with_its_budget()
    {
        Run("run", "batch-size");

        List<string[]> trials = Exported("trials");
        List<string[]> metrics = Exported("metrics");

        Assert.That(trials[0].Take(6), Is.EqualTo(new[] { "trial", "batch_size", "seed", "budget", "status", "update" }));
        Assert.That(trials.Skip(1).Select(row => string.Join(' ', row[1..6])).Take(4), Is.EqualTo(new[] { "8 0 epochs=1 finished 8", "8 0 epochs=3 finished 24", "32 0 epochs=1 finished 2", "32 0 epochs=3 finished 6" }));
        Assert.That(trials, Has.Count.EqualTo(1 + 8));
        Assert.That(metrics[0].Take(5), Is.EqualTo(new[] { "trial", "batch_size", "seed", "budget", "update" }));
        Assert.That(metrics.Skip(1).Select(row => string.Join(' ', row[1..5])).Take(4), Is.EqualTo(new[] { "8 0 epochs=1 8", "8 0 epochs=3 8", "8 0 epochs=3 16", "8 0 epochs=3 24" }));
    }

    [Test]
    public void Sqlite_has_the_budget_of_each_trial_and_what_was_measured_there()
    {
        Run("run", "batch-size");
        Run("export", "batch-size", "--format", "sqlite", "--to", Root.File("study.db"));

        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Root.File("study.db"), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT group_concat(trials.budget || ' ' || budgets.budget || ' ' || budgets.updates) FROM trials JOIN budgets USING (trial) WHERE seed = 0";

        Assert.That(((string)query.ExecuteScalar()!).Split(','), Is.EquivalentTo(new[] { "epochs=1 epochs=1 8", "epochs=3 epochs=3 24", "epochs=1 epochs=1 2", "epochs=3 epochs=3 6" }));
    }

    [Test]
    public void Runs_for_other_tools_bear_their_budgets()
    {
        Run("run", "batch-size");
        Run("export", "batch-size", "--format", "tensorboard", "--to", Root.File("boards"));
        Run("export", "batch-size", "--format", "mlflow", "--to", Root.File("mlruns"));

        Assert.That(Directory.GetDirectories(Root.File("boards")), Has.Length.EqualTo(8));
        List<ProtobufFields> events = EventFile.Read(Directory.GetFiles(Root.File("boards/batch_size=8,seed=0,budget=epochs=3")).Single());
        ProtobufFields start = events.Where(one => one.Has(5)).SelectMany(one => one.Message(5).Messages(1)).Single(value => value.Text(1) == "_hparams_/session_start_info").Message(9).Message(1).Message(2).Message(3);
        Assert.That(start.Messages(1).Select(pair => pair.Text(1)), Is.EqualTo(new[] { "batch_size", "budget" }));
        Assert.That((start.Messages(1).Last().Message(2).Text(3), start.Text(4)), Is.EqualTo(("epochs=3", "batch_size=8, epochs=3")), "seeds are a group, and budgets another");
        string[] budgets = [.. Directory.GetFiles(Root.File("mlruns"), "budget", SearchOption.AllDirectories).Select(File.ReadAllText).Order(StringComparer.Ordinal)];
        Assert.That(budgets, Is.EqualTo(Enumerable.Repeat("epochs=1", 4).Concat(Enumerable.Repeat("epochs=3", 4))));
    }

    [Test]
    public void The_page_shows_the_budget_as_a_parameter_of_trials_and_of_no_point()
    {
        Run("run", "batch-size");

        string page = File.ReadAllText(Root.File("batch-size/report/index.html"));
        using var document = JsonDocument.Parse(Regex.Match(page, "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        JsonElement study = document.RootElement.GetProperty("studies")[0];
        JsonElement[] parameters = [.. study.GetProperty("parameters").EnumerateArray()];
        Assert.That(parameters.Select(parameter => (parameter.GetProperty("name").GetString(), parameter.GetProperty("outer").GetBoolean())), Is.EqualTo(new[] { ("batch_size", true), ("budget", false) }));
        Assert.That(study.GetProperty("importance").EnumerateArray().Select(one => one.GetProperty("name").GetString()), Is.EqualTo(new[] { "batch_size" }));
        Assert.That(study.GetProperty("trainings_of_budgets").GetBoolean(), Is.True);
        Assert.That(
            study.GetProperty("trials").EnumerateArray().Take(2).Select(trial => (trial.GetProperty("parameters")[1].GetString(), trial.GetProperty("point").ValueKind)),
            Is.EqualTo(new[] { ("epochs=1", JsonValueKind.Null), ("epochs=3", JsonValueKind.Number) }), "pictures of points are of the last budget");
    }

    private List<string[]> Exported(string what)
    {
        Output.GetStringBuilder().Clear();
        Run("export", "batch-size", "--what", what);
        return CsvReader.Read(Output.ToString());
    }

    private void Run(params string[] args) => Assert.That(Execute(Experiment, new FakeBackend(), [.. args, "--out", Root.Path]), Is.EqualTo(ExitCode.Done), Error.ToString());
}
