using System.Text.Json;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>The verbs that measure, at the smallest sizes; what they measure is the machine's and is not looked at.</summary>
/// <param name="device">Index of the device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class BenchCommandTests(string device) : CommandFixture
{
    private static readonly FakeExperiment Experiment = new()
    {
        BatchSizes = [4, 8],
        Input = new FeatureShape(1, 16, 16),
        DataOf = new DatasetDefinition { Source = new GlyphsSource(), TrainExamples = 40, TestExamples = 10 },
        Optimizer = new AdamOptimizer(),
        Layers =
        [
            new Conv2dDefinition(4, new Extent(3, 3), new Extent(1, 1), Padding.Same, Activations.Relu, Bias: true, Initializer.HeNormal),
            new MaxPool2dDefinition(new Extent(4, 4), new Extent(4, 4), Padding.Valid),
            new DenseDefinition(10, Activations.Identity, Bias: true, Initializer.HeNormal),
        ],
    };

    [Test]
    public void Step_has_a_row_for_each_batch_size()
    {
        JsonElement document = Document("bench", "step", "--experiment", "batch-size", "--batch-sizes", "8,5", "--seconds", "0.01", "--rounds", "2", "--json");

        Assert.That(document.GetProperty("device").GetString(), Is.Not.Empty);
        JsonElement[] rows = [.. document.GetProperty("rows").EnumerateArray()];
        Assert.That(rows.Select(row => row.GetProperty("batch_size").GetInt32()), Is.EqualTo(new[] { 8, 5 }));
        foreach (JsonElement row in rows)
        {
            double seconds = row.GetProperty("ms_per_step").GetDouble() / 1e3;
            Assert.That(seconds, Is.Positive);
            Assert.That(row.GetProperty("examples_per_s").GetDouble(), Is.EqualTo(row.GetProperty("batch_size").GetInt32() / seconds).Within(1e-6).Percent);
            Assert.That(row.GetProperty("rounds_ms_per_step").GetArrayLength(), Is.EqualTo(2));
            Assert.That(row.GetProperty("stages").GetInt32(), Is.Positive.And.LessThanOrEqualTo(row.GetProperty("dispatches").GetInt32()));
            Assert.That(
                row.GetProperty("gpu_time_by_kernel").EnumerateArray().Sum(kernel => kernel.GetProperty("dispatches").GetInt32()), Is.EqualTo(row.GetProperty("dispatches").GetInt32()));
        }
    }

    [Test]
    public void Step_without_batch_sizes_measures_those_of_the_sweep()
    {
        Run("bench", "step", "--experiment", "batch-size", "--seconds", "0.01", "--rounds", "1");

        Assert.That(Output.ToString(), Does.Contain("random data").And.Match(@"(?m)^ +4 +[0-9.]+ ").And.Match(@"(?m)^ +8 +[0-9.]+ ").And.Contains("optimizer_update"));
    }

    [Test]
    public void Packed_trials_count_their_examples_together()
    {
        JsonElement row = Document("bench", "step", "--experiment", "batch-size", "--batch-sizes", "8", "--pack", "3", "--seconds", "0.01", "--rounds", "1", "--json").GetProperty("rows")[0];

        Assert.That(row.GetProperty("pack").GetInt32(), Is.EqualTo(3));
        Assert.That(row.GetProperty("examples_per_s").GetDouble(), Is.EqualTo(3 * 8 / (row.GetProperty("ms_per_step").GetDouble() / 1e3)).Within(1e-6).Percent);
    }

    [Test]
    public void Gemm_compares_each_direction_with_the_ceiling()
    {
        JsonElement document = Document("bench", "gemm", "--shapes", "8x4x12", "--rounds", "1", "--json");

        double ceiling = document.GetProperty("ceiling_gflops").GetDouble();
        JsonElement[] rows = [.. document.GetProperty("rows").EnumerateArray()];
        Assert.That(rows.Select(row => row.GetProperty("direction").GetString()), Is.EqualTo(new[] { "forward", "backward_input", "backward_weight" }));
        foreach (JsonElement row in rows)
        {
            Assert.That(ProductTile.TryParse(row.GetProperty("tile").GetString()!), Is.Not.Null);
            double gflops = 2 * 8 * 4 * 12 / (row.GetProperty("ms").GetDouble() * 1e6);
            Assert.That(row.GetProperty("gflops").GetDouble(), Is.EqualTo(gflops).Within(1e-6).Percent);
            Assert.That(row.GetProperty("share_of_ceiling").GetDouble(), Is.EqualTo(gflops / ceiling).Within(1e-6).Percent);
        }
    }

    [Test]
    public void Conv_measures_each_shape_at_each_batch_size()
    {
        JsonElement document = Document("bench", "conv", "--shapes", "4x4x3-5,6x6x4-4k1", "--batch-sizes", "2,3", "--rounds", "1", "--json");

        Assert.That(
            document.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("shape").GetString(), row.GetProperty("batch_size").GetInt32())).Distinct(),
            Is.EqualTo(new[] { ("4x4x3-5", 2), ("4x4x3-5", 3), ("6x6x4-4k1", 2), ("6x6x4-4k1", 3) }));
    }

    [Test]
    public void Launch_tells_what_each_thing_costs()
    {
        JsonElement document = Document("bench", "launch", "--rounds", "1", "--json");

        Assert.That(
            document.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("cost").GetString()),
            Is.EqualTo(new[] { "dispatch", "stage", "recording", "submission", "read" }));
    }

    [Test]
    public void Save_writes_the_document_beside_the_table()
    {
        Run("bench", "launch", "--rounds", "1", "--save", Root.File("launch.json"));

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Root.File("launch.json")));
        Assert.That(document.RootElement.GetProperty("benchmark").GetString(), Is.EqualTo("launch"));
        Assert.That(Output.ToString(), Does.Contain("one more dispatch"));
    }

    [Test]
    public void Profile_prints_tables_and_writes_a_trace_beside_the_results()
    {
        Run("profile", "batch-size", "--trials", "batch_size=8,seed=1", "--steps", "7", "--seconds", "0.01", "--out", Root.Path);

        string trace = Path.Combine(Root.Path, "batch-size", "profile", "batch-8.trace.json");
        Assert.That(Output.ToString(), Does.Contain("batch-size batch_size=8,seed=1").And.Contains("layers.0.forward").And.Contains(trace));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(trace));
        Assert.That(
            document.RootElement.GetProperty("traceEvents").EnumerateArray().Count(e => e.GetProperty("name").GetString()!.StartsWith("step ", StringComparison.Ordinal)), Is.EqualTo(2 * 7));
    }

    [Test]
    public void Profile_as_json_says_where_the_trace_is()
    {
        JsonElement document = Document("profile", "batch-size", "--batch-size", "5", "--steps", "1", "--seconds", "0.01", "--trace", Root.File("t.json"), "--json");

        Assert.That(document.GetProperty("batch_size").GetInt32(), Is.EqualTo(5));
        Assert.That(document.GetProperty("trial").GetString(), Is.EqualTo("batch-size batch_size=5,seed=0"));
        Assert.That(File.Exists(document.GetProperty("trace").GetString()));
        Assert.That(document.GetProperty("gpu_time_by_dispatch").GetArrayLength(), Is.EqualTo(document.GetProperty("dispatches").GetInt32()));
        Assert.That(document.GetProperty("rows").EnumerateArray().Sum(kernel => kernel.GetProperty("share").GetDouble()), Is.EqualTo(1).Within(1e-9));
    }

    [TestCase("bench", "'sweep bench' wants a verb: step, gemm, conv, launch. See: sweep bench --help")]
    [TestCase("bench step", "'--experiment' is required. See: sweep bench step --help")]
    [TestCase("bench step --experiment batchsize", "no experiment 'batchsize'; did you mean 'batch-size'?")]
    [TestCase("bench step --experiment batch-size --batch-sizes 8,,16", "'' in '8,,16' is none")]
    [TestCase("bench step --experiment batch-size --batch-sizes 0", "whole numbers from 1")]
    [TestCase("bench step --experiment batch-size --batch-sizes 2147483647", "measure a smaller batch size")]
    [TestCase("bench step --experiment batch-size --seconds 0", "--seconds wants a number of seconds above 0")]
    [TestCase("bench step --experiment batch-size --seconds NaN", "not 'NaN'")]
    [TestCase("bench gemm --precision half", "--precision wants float32 or mixed, not 'half'.")]
    [TestCase("bench conv --tune full", "--tune wants off or auto, not 'full'.")]
    [TestCase("plan batch-size --tune fast", "--tune wants off or auto, not 'fast'.")]
    [TestCase("bench step --experiment batch-size --rounds none", "--rounds wants a whole number")]
    [TestCase("bench gemm --shapes 3x3", "'3x3' is no shape; ROWSxINNERxCOLUMNS")]
    [TestCase("bench gemm --shapes 999999x999999x999999", "goes over a limit of")]
    [TestCase("bench conv --shapes 3x3x3-1,x", "'x' is no shape; HEIGHTxWIDTHxCHANNELS-FILTERS")]
    [TestCase("profile batch-size --batch-size 8 --trials seed=0", "exclude each other")]
    [TestCase("profile batch-size --trials batch_size=5", "no trial has batch_size=5")]
    [TestCase("profile batch-size --batch-size 41", "batch_size 41 is larger than the 40 training examples")]
    [TestCase("profile batch-size --steps 1 --seconds 0.01 --trace /proc/none/t.json", "--trace: cannot write '/proc/none/t.json'")]
    public void A_wrong_command_line_says_what_was_expected(string line, string reason)
    {
        ExitCode code = Start(line.Split(' '));

        Assert.That(code, Is.EqualTo(ExitCode.Usage), Error.ToString());
        Assert.That(Error.ToString(), Does.Contain(reason));
        Assert.That(Output.ToString(), Is.Empty);
    }

    [Test]
    public void A_device_that_is_not_there_is_exit_code_3() =>
        Assert.That(Start("bench", "launch", "--device", "no such device"), Is.EqualTo(ExitCode.NoDevice));

    private void Run(params string[] args) => Assert.That(Start([.. args, "--device", device]), Is.EqualTo(ExitCode.Done), Error.ToString());

    private JsonElement Document(params string[] args)
    {
        Run(args);
        using JsonDocument document = JsonDocument.Parse(Output.ToString());
        return document.RootElement.Clone();
    }

    private ExitCode Start(params string[] args) => Execute(Experiment, new FakeBackend(), args);
}
