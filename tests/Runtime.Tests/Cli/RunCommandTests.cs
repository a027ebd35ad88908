using SweepDsl.Runtime.Cli;
using System.Text.Json;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Energy;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Timing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>The verb that trains.</summary>
public sealed class RunCommandTests : CommandFixture
{
    [Test]
    public void Run_prints_table_and_answer_on_standard_output_and_progress_on_standard_error()
    {
        ExitCode code = Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(Output.ToString(), Does.Contain("batch_size  updates").And.Contains("examples/s").And.Contains("\nBest: batch_size"));
        Assert.That(Error.ToString(), Does.Contain("6 trials to run").And.Contains("[6/6] batch_size=32,seed=1"));
    }

    [Test]
    public void Redirected_output_has_no_control_codes_and_unbroken_lines()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);

        Assert.That(Output.ToString() + Error, Does.Not.Contain('\e').And.Not.Contain('\r'));
        Assert.That(Output.ToString().Split('\n').Last(line => line.StartsWith("Best", StringComparison.Ordinal)), Does.EndWith("."));
    }

    [Test]
    public void Json_is_one_document_and_all_that_stands_on_standard_output()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path, "--json");

        using JsonDocument document = JsonDocument.Parse(Output.ToString());
        Assert.That(document.RootElement.GetProperty("points").GetArrayLength(), Is.EqualTo(3));
        Assert.That(document.RootElement.GetProperty("verdict").GetString(), Does.StartWith("Best: "));
    }

    [Test]
    public void What_kernels_take_is_measured_once_when_the_trials_are_done()
    {
        FakeBackend backend = new() { Trainer = new FakeTrainer { Kernels = request => [new KernelTime("pool", "pool", 2, request.Training.BatchSize * 0.25, 1)] } };

        Run(backend, "run", "batch-size", "--out", Root.Path);
        Run(backend, "run", "batch-size", "--out", Root.Path);

        using var kernels = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root.Path, "batch-size", "profile", "kernels.json")));
        JsonElement[] steps = [.. kernels.RootElement.GetProperty("steps").EnumerateArray()];
        Assert.That(backend.Trainer.Timed.Select(request => request.Training.BatchSize), Is.EqualTo(new[] { 8, 16, 32 }), "each once, smallest first");
        Assert.That(steps.Select(step => step.GetProperty("step").GetString()), Is.EqualTo(new[] { "batch_size=8", "batch_size=16", "batch_size=32" }));
        Assert.That(steps[2].GetProperty("kernels")[0].GetProperty("seconds").GetDouble(), Is.EqualTo(8));
        Assert.That(File.ReadAllText(Path.Combine(Root.Path, "batch-size", "report", "index.html")), Does.Contain("\"kernel\":\"pool\""));
    }

    [Test]
    public void Energy_is_told_where_the_device_does_and_that_of_all_runs_is_kept()
    {
        FakeBackend backend = new() { Trainer = new FakeTrainer { Energy = new CountingSensor() } };

        Run(backend, "run", "batch-size", "--out", Root.Path);
        string first = Error.ToString();
        Run(backend, "run", "batch-size", "--out", Root.Path);

        Assert.That(first, Does.Contain("Energy of Fake GPU: 2 Wh in ").And.Contain("(a test)"));
        using var energy = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root.Path, "batch-size", "profile", "energy.json")));
        JsonElement[] uses = [.. energy.RootElement.GetProperty("energy").EnumerateArray()];
        Assert.That(uses, Has.Length.EqualTo(1));
        Assert.That(uses[0].GetProperty("joules").GetDouble(), Is.EqualTo(2 * 7200));
        Assert.That(File.ReadAllText(Path.Combine(Root.Path, "batch-size", "report", "index.html")), Does.Contain("\"source\":\"a test\",\"joules\":14400"));
    }

    [Test]
    public void Without_a_sensor_nothing_is_said_of_energy()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);

        Assert.That(Error.ToString(), Does.Not.Contain("Energy"));
        Assert.That(File.Exists(Path.Combine(Root.Path, "batch-size", "profile", "energy.json")), Is.False);
    }

    [Test]
    public void A_kernel_that_does_not_compile_costs_the_study_its_times_alone()
    {
        FakeBackend backend = new() { Trainer = new FakeTrainer { Kernels = _ => throw new ShaderException("shaders/mine.comp", "shaders/mine.comp:3: error: 'x' : undeclared identifier") } };

        Assert.That(Run(backend, "run", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Done));
        Assert.That(Error.ToString(), Does.Contain("was not measured: The shader shaders/mine.comp does not compile:").And.Contains("mine.comp:3: error"));
    }

    [Test]
    public void Kernels_that_cannot_be_timed_cost_the_study_nothing()
    {
        FakeBackend backend = new() { Trainer = new FakeTrainer { Kernels = _ => throw new SweepException(ExitCode.TrialsFailed, "no room") } };

        ExitCode code = Run(backend, "run", "batch-size", "--out", Root.Path);

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(Error.ToString(), Does.Contain("was not measured: no room"));
        Assert.That(Output.ToString(), Does.Contain("\nBest: batch_size"));
    }

    [Test]
    public void With_json_progress_is_events_on_standard_error_and_the_last_one_has_the_exit_code()
    {
        FakeBackend backend = new() { Opening = setup => setup.Data.Notice("not whole") };

        ExitCode code = Run(backend, "run", "batch-size", "--out", Root.Path, "--json", "--validate");

        JsonElement[] events = Events();
        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(events.Select(Name).Distinct(), Is.EqualTo(new[] { "warning", "begin", "round", "trial_started", "evaluated", "trial_ended", "notice", "end" }));
        Assert.That(events.Count(one => Name(one) == "trial_ended"), Is.EqualTo(6));
        Assert.That(events[^1].GetProperty("exit_code").GetInt32(), Is.Zero);
        Assert.That(File.Exists(events[^1].GetProperty("report").GetString()), Is.True);
    }

    [TestCase(2, "run", "nothing", "--json")]
    [TestCase(2, "run", "batch-size", "--json", "--no-such-option")]
    [TestCase(2, "run", "batch-size", "--json", "--pack", "0")]
    [TestCase(4, "run", "batch-size", "--json", "--data", "/no/such/folder")]
    public void With_json_an_error_that_ends_the_run_is_its_last_event(int code, params string[] args)
    {
        Assert.That(Run(new FakeBackend(), [.. args, "--out", Root.Path]), Is.EqualTo((ExitCode)code));

        JsonElement error = Events()[^1];
        Assert.That((Name(error), error.GetProperty("exit_code").GetInt32()), Is.EqualTo(("error", code)));
        Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty);
        Assert.That(Output.ToString(), Is.Empty);
    }

    [Test]
    public void Quiet_leaves_the_result_and_nothing_else()
    {
        Assert.That(Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path, "--quiet"), Is.EqualTo(ExitCode.Done));

        Assert.That(Output.ToString(), Does.Contain("\nBest: batch_size"));
        Assert.That(Error.ToString(), Is.Empty);
    }

    [Test]
    public void Quiet_tells_warnings_and_errors_as_plain_lines_with_json_too()
    {
        FakeBackend backend = new()
        {
            Opening = setup => setup.Data.Notice("cifar10 is not whole"),
            Trainer = new FakeTrainer { BeforeUpdate = (_, _) => throw new InvalidOperationException("device lost") },
        };

        Run(backend, "run", "batch-size", "--out", Root.Path, "--trials", "batch_size=8,seed=0", "--quiet", "--json");
        Run(backend, "run", "nothing", "--quiet", "--json");

        string[] lines = Error.ToString().Split('\n');
        Assert.That(lines[0], Is.EqualTo("cifar10 is not whole"));
        Assert.That(lines[1], Does.StartWith("batch_size=8,seed=0  failed: ").And.Contains("device lost"));
        Assert.That(lines[2], Does.StartWith("1 of 1 trials failed"));
        Assert.That(lines[3], Does.StartWith("sweep: There is no experiment 'nothing'"));
        Assert.That(lines, Has.Length.EqualTo(5));
        Assert.That(() => JsonDocument.Parse(Output.ToString()).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Options_reach_the_trainer()
    {
        FakeBackend backend = new();

        Run(
            backend, "run", "batch-size", "--out", Root.Path, "--device", "fake", "--data", Root.Path, "--train-examples", "32", "--test-examples", "8",
            "--updates", "2", "--seeds", "3", "--trials", "batch_size=8,seed=2", "--log-updates", "--validate");

        TrialRequest request = backend.Trainer.Requests.Single();
        Assert.That(backend.Setups.Single().Device, Is.EqualTo("fake"));
        Assert.That(backend.Setups.Single().Validate, Is.True);
        Assert.That(backend.Setups.Single().Data.Folders[0], Is.EqualTo(Root.Path));
        Assert.That(backend.Setups.Single().Dataset.TrainExamples, Is.EqualTo(32));
        Assert.That(backend.Setups.Single().Dataset.TestExamples, Is.EqualTo(8));
        Assert.That((request.Name, request.Training.Budget, request.Seed, request.LogUpdates), Is.EqualTo(("batch_size=8,seed=2", Budget.Updates(2), 2, true)));
    }

    [TestCase("auto", null)]
    [TestCase("1", 1)]
    [TestCase("64", 64)]
    public void Pack_says_how_many_trials_share_the_device(string text, int? trials)
    {
        FakeBackend backend = new();

        ExitCode code = Run(backend, "run", "batch-size", "--out", Root.Path, "--pack", text);

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(backend.Trainer.Packs.Single().Trials, Is.EqualTo(trials));
    }

    [TestCase("0")]
    [TestCase("65")]
    [TestCase("many")]
    public void A_pack_that_is_neither_auto_nor_a_number_is_refused(string text)
    {
        Assert.That(Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path, "--pack", text), Is.EqualTo(ExitCode.Usage));
        Assert.That(Error.ToString(), Does.Contain($"--pack wants auto or a whole number from 1 to 64, not '{text}'."));
    }

    [TestCase("off", TuneMode.Off)]
    [TestCase("auto", TuneMode.Auto)]
    [TestCase("full", TuneMode.Full)]
    public void Tune_says_how_much_is_timed(string text, TuneMode mode)
    {
        FakeBackend backend = new();

        Run(backend, "run", "batch-size", "--out", Root.Path, "--tune", text);

        Assert.That(backend.Setups.Single().Tune, Is.EqualTo(mode));
    }

    [Test]
    public void Another_word_for_tune_is_refused()
    {
        Assert.That(Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path, "--tune", "fast"), Is.EqualTo(ExitCode.Usage));
        Assert.That(Error.ToString(), Does.Contain("--tune wants off, auto or full, not 'fast'."));
    }

    [Test]
    public void All_devices_are_asked_for_and_named()
    {
        FakeBackend backend = new() { OtherTrainers = [new FakeTrainer()] };

        ExitCode code = Run(backend, "run", "batch-size", "--out", Root.Path, "--device", "all");

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(backend.Setups.Single().Device, Is.EqualTo(TrainerSetup.AllDevices));
        Assert.That(backend.Trainer.Requests.Count + backend.OtherTrainers[0].Requests.Count, Is.EqualTo(6));
        Assert.That(Error.ToString(), Does.Contain("2 x Fake GPU"));
    }

    [Test]
    public void A_second_run_says_that_all_was_done_before()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path);
        FakeBackend again = new();

        Run(again, "run", "batch-size", "--out", Root.Path);

        Assert.That(again.Trainer.Requests, Is.Empty);
        Assert.That(Error.ToString(), Does.Contain("0 trials to run, 6 done before"));
    }

    [Test]
    public void Failed_trials_make_exit_code_1_and_say_where_the_reason_is()
    {
        FakeBackend backend = new() { Trainer = new FakeTrainer { BeforeUpdate = (_, _) => throw new InvalidOperationException("device lost") } };

        ExitCode code = Run(backend, "run", "batch-size", "--out", Root.Path, "--trials", "seed=0");

        Assert.That(code, Is.EqualTo(ExitCode.TrialsFailed));
        Assert.That(Error.ToString(), Does.Contain("3 of 3 trials failed").And.Contains("device lost"));
    }

    [Test]
    public void What_the_data_have_to_say_is_said_on_standard_error()
    {
        Run(new FakeBackend { Opening = setup => setup.Data.Notice("cifar10 is not whole") }, "run", "batch-size", "--out", Root.Path);

        Assert.That(Error.ToString(), Does.Contain("cifar10 is not whole"));
    }

    [Test]
    public void A_device_that_cannot_hold_the_data_is_exit_code_3_and_no_crash()
    {
        FakeBackend backend = new() { Opening = _ => throw new GpuException("vkAllocateMemory", "ErrorOutOfDeviceMemory", "data") };

        ExitCode code = Run(backend, "run", "batch-size", "--out", Root.Path);

        Assert.That(code, Is.EqualTo(ExitCode.NoDevice));
        Assert.That(Error.ToString(), Does.Contain("sweep: vkAllocateMemory for 'data'"));
    }

    [Test]
    public void What_the_validation_layer_found_is_told_after_the_run()
    {
        FakeBackend backend = new() { Trainer = new FakeTrainer { ValidationMessages = ["error A: first", "error B: second", "error A: first"] } };

        Run(backend, "run", "batch-size", "--out", Root.Path, "--validate");
        Run(new FakeBackend(), "run", "batch-size", "--out", Root.Path, "--validate");

        Assert.That(Error.ToString(), Does.Contain("2 x error A: first").And.Contains("1 x error B: second").And.Contains("The validation layer found nothing."));
    }

    [Test]
    public void Output_that_cannot_be_written_is_told_and_no_crash()
    {
        using FullWriter full = new();
        CommandContext context = new(
            [new FakeExperiment()], new FakeBackend(), new OutputStream(full, isRedirected: true), new OutputStream(Error, isRedirected: true), TimeProvider.System);

        Assert.That((ExitCode)SweepCommand.Run(["run", "batch-size", "--out", Root.Path], context), Is.EqualTo(ExitCode.Results));
        Assert.That(Error.ToString(), Does.EndWith("sweep: The output cannot be written: No space left on device\n"));
    }

    private static string? Name(JsonElement one) => one.GetProperty("event").GetString();

    private JsonElement[] Events()
    {
        List<JsonElement> events = [];
        foreach (string line in Error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            events.Add(document.RootElement.Clone());
        }

        return [.. events];
    }

    private ExitCode Run(FakeBackend backend, params string[] args) => Execute(new FakeExperiment(), backend, args);

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("No space left on device");
    }
}
