using System.Text.Json;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>A goal in what is run, shown and exported. Training accuracy passes 0.89 with the eighth update, which batch size 32 does not come to in 3 epochs of 64 examples.</summary>
public sealed class GoalReportTests : CommandFixture
{
    private static readonly FakeExperiment Experiment = new() { Goal = new GoalDefinition(new MetricDefinition("train_accuracy", MetricGoal.Maximize), 0.89) };

    [Test]
    public void The_table_says_what_each_point_took_and_which_took_least()
    {
        Assert.That(Execute(Experiment, new FakeBackend(), "run", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Done));

        string[] lines = Output.ToString().Split('\n');
        string[] table = [.. lines.SkipWhile(line => !line.Contains("reached by", StringComparison.Ordinal)).Take(5)];
        Assert.That(table.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.EqualTo(new[]
        {
            "batch_size reached by updates examples seconds",
            table[1],
            "8 2 of 2 8 ± 0 * 64 ± 0 * 4.000 ± 0 *",
            "16 2 of 2 8 ± 0 = 128 ± 0 = 4.000 ± 0 =",
            "32 0 of 2 never never never",
        }));
        Assert.That(Output.ToString().ReplaceLineEndings(" "), Does.Contain("Goal, train accuracy of at least 0.89: fewest updates at batch_size 8 and 16").And.Contains("never at 32"));
    }

    [Test]
    public void Json_has_every_seed_with_the_evaluations_around_the_goal()
    {
        Execute(Experiment, new FakeBackend(), "run", "batch-size", "--out", Root.Path, "--json");

        using var document = JsonDocument.Parse(Output.ToString());
        JsonElement goal = document.RootElement.GetProperty("goal");
        Assert.That((goal.GetProperty("metric").GetString(), goal.GetProperty("value").GetDouble()), Is.EqualTo(("train_accuracy", 0.89)));
        JsonElement[] points = [.. goal.GetProperty("points").EnumerateArray()];
        Assert.That(points.Select(point => point.GetProperty("reached").GetInt32()), Is.EqualTo(new[] { 2, 2, 0 }));
        Assert.That(points[1].GetProperty("examples").GetProperty("mean").GetDouble(), Is.EqualTo(128));
        JsonElement trial = points[1].GetProperty("trials")[0];
        Assert.That((trial.GetProperty("reached").GetProperty("update").GetInt32(), trial.GetProperty("before").GetProperty("update").GetInt32()), Is.EqualTo((8, 4)));
        Assert.That(points[2].TryGetProperty("updates", out _), Is.False);
    }

    [Test]
    public void Csv_has_it_in_columns_of_its_own()
    {
        Execute(Experiment, new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        Output.GetStringBuilder().Clear();

        Execute(Experiment, new FakeBackend(), "export", "batch-size", "--out", Root.Path);

        string[] lines = Output.ToString().TrimEnd().Split('\n');
        Assert.That(lines[0], Does.EndWith(",goal_update,goal_examples,goal_train_seconds"));
        Assert.That(lines.Count(line => line.EndsWith(",8,64,4", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(lines.Count(line => line.EndsWith(",,,", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void Without_a_goal_nothing_is_said_of_one()
    {
        Execute(new FakeExperiment(), new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        Assert.That(Output.ToString(), Does.Not.Contain("oal"));
    }
}
