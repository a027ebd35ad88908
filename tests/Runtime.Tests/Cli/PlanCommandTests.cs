using System.Text.Json;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>The plan of a small study; what it measures is the machine's and is not looked at.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class PlanCommandTests(string device) : CommandFixture
{
    private static readonly FakeExperiment Experiment = Study(_ => new ConstantSchedule());

    private static FakeExperiment Study(Func<int, LearningRateSchedule> schedule, params Budget[] otherBudgets) => new()
    {
        BatchSizes = [4, 100],
        Seeds = [0, 1, 2],
        Budget = Budget.Epochs(5),
        OtherBudgets = [.. otherBudgets],
        Schedule = schedule,
        Input = new FeatureShape(1, 16, 16),
        DataOf = new DatasetDefinition { Source = new GlyphsSource(), TrainExamples = 41, TestExamples = 10 },
        Optimizer = new AdamOptimizer(),
        Layers = [new DenseDefinition(10, Activations.Identity, Bias: true, Initializer.HeNormal)],
    };

    [Test]
    public void The_document_has_a_row_for_each_point_and_the_sums()
    {
        JsonElement plan = Document("--seconds", "0.02", "--json");

        JsonElement[] rows = [.. plan.GetProperty("rows").EnumerateArray()];
        Assert.That(rows.Select(row => row.GetProperty("updates").GetInt64()), Is.EqualTo(new[] { 5 * 11L, 5L }), "10 full batches and one of a single example; all 41 at once");
        Assert.That(rows.Select(row => row.GetProperty("evaluations").GetInt64()), Is.EqualTo(new[] { 5L, 5L }));
        Assert.That(plan.GetProperty("trials").GetInt32(), Is.EqualTo(6));
        Assert.That(plan.GetProperty("updates").GetInt64(), Is.EqualTo(3 * 60));
        Assert.That(plan.GetProperty("memory_bytes").GetInt64(), Is.Positive);
        Assert.That(plan.GetProperty("seconds").GetDouble(), Is.EqualTo(rows.Sum(row => 3 * row.GetProperty("seconds").GetDouble())).Within(1e-6).Percent);

        // Of one example: 256 inputs, and 10 outputs of 256 terms and a bias; twice that in operations, and three passes in training.
        const double forward = 2 * (256 + (10 * 257.0));
        Assert.That(rows[0].GetProperty("flop").GetDouble(), Is.EqualTo(5 * ((41 * 3 * forward) + (51 * forward))));
    }

    [Test]
    public void The_table_ends_with_the_seeds_that_would_decide()
    {
        Run("--seconds", "0.02", "--seeds", "4", "--difference", "20");

        Assert.That(Output.ToString(), Does.StartWith("batch-size: 2 points x 4 seeds = 8 trials on ").And.Contains("All trials: 240 updates, 39.3 MFLOP").And.Contains("difference of 20 points (test_accuracy)"));
    }

    [Test]
    public void Trainings_for_each_of_several_budgets_are_all_counted()
    {
        Run(Study(_ => new CosineSchedule(0), Budget.Updates(20)), "--seconds", "0.02");

        string[] lines = [.. Output.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.That(lines[0], Does.StartWith("batch-size: 2 points x 2 budgets x 3 seeds = 12 trials on "));
        Assert.That(lines, Has.One.StartsWith("4 epochs=5 55 ").And.One.StartsWith("4 updates=20 20 ").And.One.StartsWith("100 epochs=5 5 ").And.One.StartsWith("100 updates=20 20 "));
        Assert.That(Output.ToString(), Does.Contain("All trials: 300 updates"));
    }

    [Test]
    public void One_training_for_several_budgets_is_counted_once()
    {
        Run(Study(_ => new ConstantSchedule(), Budget.Updates(20)), "--seconds", "0.02");

        Assert.That(Output.ToString(), Does.StartWith("batch-size: 2 points x 3 seeds = 6 trials on ").And.Contains("All trials: 225 updates"));
    }

    [Test]
    public void A_difference_that_is_none_is_refused()
    {
        Assert.That(Execute(Experiment, null!, "plan", "batch-size", "--difference", "-1"), Is.EqualTo(ExitCode.Usage));
        Assert.That(Error.ToString(), Does.Contain("--difference wants a number above 0"));
    }

    private void Run(params string[] args) => Run(Experiment, args);

    private void Run(FakeExperiment experiment, params string[] args) =>
        Assert.That(Execute(experiment, null!, ["plan", "batch-size", .. args, "--device", device, "--out", Root.Path]), Is.EqualTo(ExitCode.Done), () => Error.ToString());

    private JsonElement Document(params string[] args)
    {
        Run(args);
        return JsonDocument.Parse(Output.ToString()).RootElement;
    }
}
