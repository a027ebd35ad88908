using System.Text.Json;
using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Cli;

[TestFixture]
public sealed class SweepCommandTests
{
    private TemporaryFolder _root;
    private StringWriter _output;
    private StringWriter _error;

    [SetUp]
    public void MakeFolder() => (_root, _output, _error) = (new TemporaryFolder(), new StringWriter(), new StringWriter());

    [TearDown]
    public void RemoveFolder()
    {
        _root.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Test]
    public void Run_prints_table_and_answer_on_standard_output_and_progress_on_standard_error()
    {
        ExitCode code = Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path);

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(_output.ToString(), Does.Contain("batch_size  updates").And.Contains("examples/s").And.Contains("\nBest: batch_size"));
        Assert.That(_error.ToString(), Does.Contain("6 trials to run").And.Contains("[6/6] batch_size=32,seed=1"));
    }

    [Test]
    public void Redirected_output_has_no_control_codes_and_unbroken_lines()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path);

        Assert.That(_output.ToString() + _error, Does.Not.Contain('\e').And.Not.Contain('\r'));
        Assert.That(_output.ToString().Split('\n').Last(line => line.StartsWith("Best", StringComparison.Ordinal)), Does.EndWith("."));
    }

    [Test]
    public void Json_is_one_document_and_all_that_stands_on_standard_output()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path, "--json");

        using JsonDocument document = JsonDocument.Parse(_output.ToString());
        Assert.That(document.RootElement.GetProperty("points").GetArrayLength(), Is.EqualTo(3));
        Assert.That(document.RootElement.GetProperty("verdict").GetString(), Does.StartWith("Best: "));
    }

    [Test]
    public void Show_prints_what_run_printed()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path);
        string first = _output.ToString();
        _output.GetStringBuilder().Clear();

        ExitCode code = Run(new FakeBackend(), "show", "batch-size", "--out", _root.Path);

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(_output.ToString(), Is.EqualTo(first));
    }

    [Test]
    public void Options_reach_the_trainer()
    {
        FakeBackend backend = new();

        Run(
            backend, "run", "batch-size", "--out", _root.Path, "--device", "fake", "--data", _root.Path, "--train-examples", "32", "--test-examples", "8",
            "--updates", "2", "--seeds", "3", "--trials", "batch_size=8,seed=2", "--log-updates", "--validate");

        TrialRequest request = backend.Trainer.Requests.Single();
        Assert.That(backend.Setups.Single().Device, Is.EqualTo("fake"));
        Assert.That(backend.Setups.Single().Validate, Is.True);
        Assert.That(backend.Setups.Single().Data.Folders[0], Is.EqualTo(_root.Path));
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

        ExitCode code = Run(backend, "run", "batch-size", "--out", _root.Path, "--pack", text);

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(backend.Trainer.Packs.Single().Trials, Is.EqualTo(trials));
    }

    [TestCase("0")]
    [TestCase("65")]
    [TestCase("many")]
    public void A_pack_that_is_neither_auto_nor_a_number_is_refused(string text)
    {
        Assert.That(Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path, "--pack", text), Is.EqualTo(ExitCode.Usage));
        Assert.That(_error.ToString(), Does.Contain($"--pack wants auto or a whole number from 1 to 64, not '{text}'."));
    }

    [TestCase("off", TuneMode.Off)]
    [TestCase("auto", TuneMode.Auto)]
    [TestCase("full", TuneMode.Full)]
    public void Tune_says_how_much_is_timed(string text, TuneMode mode)
    {
        FakeBackend backend = new();

        Run(backend, "run", "batch-size", "--out", _root.Path, "--tune", text);

        Assert.That(backend.Setups.Single().Tune, Is.EqualTo(mode));
    }

    [Test]
    public void Another_word_for_tune_is_refused()
    {
        Assert.That(Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path, "--tune", "fast"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_error.ToString(), Does.Contain("--tune wants off, auto or full, not 'fast'."));
    }

    [Test]
    public void All_devices_are_asked_for_and_named()
    {
        FakeBackend backend = new() { OtherTrainers = [new FakeTrainer()] };

        ExitCode code = Run(backend, "run", "batch-size", "--out", _root.Path, "--device", "all");

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(backend.Setups.Single().Device, Is.EqualTo(TrainerSetup.AllDevices));
        Assert.That(backend.Trainer.Requests.Count + backend.OtherTrainers[0].Requests.Count, Is.EqualTo(6));
        Assert.That(_error.ToString(), Does.Contain("2 x Fake GPU"));
    }

    [Test]
    public void A_second_run_says_that_all_was_done_before()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path);
        FakeBackend again = new();

        Run(again, "run", "batch-size", "--out", _root.Path);

        Assert.That(again.Trainer.Requests, Is.Empty);
        Assert.That(_error.ToString(), Does.Contain("0 trials to run, 6 done before"));
    }

    [Test]
    public void Failed_trials_make_exit_code_1_and_say_where_the_reason_is()
    {
        FakeBackend backend = new() { Trainer = new FakeTrainer { BeforeUpdate = (_, _) => throw new InvalidOperationException("device lost") } };

        ExitCode code = Run(backend, "run", "batch-size", "--out", _root.Path, "--trials", "seed=0");

        Assert.That(code, Is.EqualTo(ExitCode.TrialsFailed));
        Assert.That(_error.ToString(), Does.Contain("3 of 3 trials failed").And.Contains("device lost"));
    }

    [Test]
    public void What_the_data_have_to_say_is_said_on_standard_error()
    {
        Run(new FakeBackend { Opening = setup => setup.Data.Notice("cifar10 is not whole") }, "run", "batch-size", "--out", _root.Path);

        Assert.That(_error.ToString(), Does.Contain("cifar10 is not whole"));
    }

    [Test]
    public void A_device_that_cannot_hold_the_data_is_exit_code_3_and_no_crash()
    {
        FakeBackend backend = new() { Opening = _ => throw new GpuException("vkAllocateMemory", "ErrorOutOfDeviceMemory", "data") };

        ExitCode code = Run(backend, "run", "batch-size", "--out", _root.Path);

        Assert.That(code, Is.EqualTo(ExitCode.NoDevice));
        Assert.That(_error.ToString(), Does.Contain("sweep: vkAllocateMemory for 'data'"));
    }

    [Test]
    public void What_the_validation_layer_found_is_told_after_the_run()
    {
        FakeBackend backend = new() { Trainer = new FakeTrainer { ValidationMessages = ["error A: first", "error B: second", "error A: first"] } };

        Run(backend, "run", "batch-size", "--out", _root.Path, "--validate");
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path, "--validate");

        Assert.That(_error.ToString(), Does.Contain("2 x error A: first").And.Contains("1 x error B: second").And.Contains("The validation layer found nothing."));
    }

    [Test]
    public void A_damaged_result_hides_no_other_and_is_named()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path);
        string damaged = Directory.EnumerateFiles(_root.Path, "result.json", SearchOption.AllDirectories).First();
        File.WriteAllText(damaged, "{");
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();

        Assert.That(Run(new FakeBackend(), "show", "batch-size", "--out", _root.Path), Is.EqualTo(ExitCode.Results));
        Assert.That(_output.ToString(), Does.Contain("1 of 2 damaged").And.Contains("partial: 5 of 6 trials ended").And.Contains("Best: "));
        Assert.That(_error.ToString(), Does.Contain($"sweep: {damaged} is damaged: ").And.Contains("'sweep run' keeps the trial's folder"));
        _output.GetStringBuilder().Clear();

        Assert.That(Run(new FakeBackend(), "export", "batch-size", "--out", _root.Path), Is.EqualTo(ExitCode.Results));
        Assert.That(_output.ToString().Split('\n').Count(line => line.Contains(",finished,", StringComparison.Ordinal)), Is.EqualTo(5));
        Assert.That(_output.ToString(), Does.Contain(",damaged,"));
        _output.GetStringBuilder().Clear();

        Assert.That(Run(new FakeBackend(), "show", "batch-size", "--out", _root.Path, "--json"), Is.EqualTo(ExitCode.Results));
        using var document = JsonDocument.Parse(_output.ToString());
        Assert.That((document.RootElement.GetProperty("trials_ended").GetInt32(), document.RootElement.GetProperty("trials_in_all").GetInt32()), Is.EqualTo((5, 6)));

        Assert.That(Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path), Is.EqualTo(ExitCode.Done));
        Assert.That(Run(new FakeBackend(), "show", "batch-size", "--out", _root.Path), Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void Damaged_metrics_hide_no_others_when_exported()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path);
        string damaged = Directory.EnumerateFiles(_root.Path, "metrics.jsonl", SearchOption.AllDirectories).First();
        File.WriteAllText(damaged, "{\n");
        _output.GetStringBuilder().Clear();

        Assert.That(Run(new FakeBackend(), "export", "batch-size", "--out", _root.Path, "--what", "metrics"), Is.EqualTo(ExitCode.Results));
        Assert.That(_output.ToString().TrimEnd().Split('\n'), Has.Length.EqualTo(1 + (5 * 3)));
        Assert.That(_error.ToString(), Does.Contain($"{damaged} is damaged in line 1"));
    }

    [Test]
    public void The_table_of_some_trials_says_that_it_is_partial()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path, "--trials", "batch_size=8");
        Assert.That(_output.ToString(), Does.Contain("partial: 2 of 6 trials ended; 2 points of 3 not run yet"));
        _output.GetStringBuilder().Clear();

        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path);
        Assert.That(_output.ToString(), Does.Not.Contain("partial"));
    }

    [TestCase("run")]
    [TestCase("show")]
    [TestCase("export")]
    public void A_file_in_the_place_of_the_results_is_told(string verb)
    {
        File.WriteAllText(_root.File("file"), "");

        Assert.That(Run(new FakeBackend(), verb, "batch-size", "--out", _root.File("file")), Is.EqualTo(ExitCode.Results));
        Assert.That(_error.ToString(), Does.Contain("file' is a file, and a folder was expected"));
    }

    [TestCase("show", "batch-size")]
    [TestCase("export", "batch-size")]
    public void Results_that_are_not_there_yet_are_exit_code_5(params string[] args)
    {
        ExitCode code = Run(new FakeBackend(), [.. args, "--out", _root.Path]);

        Assert.That(code, Is.EqualTo(ExitCode.Results));
        Assert.That(_error.ToString(), Does.Contain("holds no results yet"));
    }

    [TestCase("did you mean 'batch-size'", "run", "batch-sise")]
    [TestCase("There is no experiment 'x'. Experiments: batch-size", "show", "x")]
    [TestCase("exclude each other", "run", "batch-size", "--epochs", "1", "--updates", "1")]
    [TestCase("--seeds wants a whole number from 1 to 2147483647, not '0'", "run", "batch-size", "--seeds", "0")]
    [TestCase("--train-examples wants a whole number from 1 to 2147483647, not '-3'", "run", "batch-size", "--train-examples", "-3")]
    [TestCase("--epochs wants a whole number from 1 to 2147483647, not 'many'", "run", "batch-size", "--epochs", "many")]
    [TestCase("is no condition", "run", "batch-size", "--trials", "oops")]
    [TestCase("sweep run --help", "run")]
    [TestCase("'everything'", "export", "batch-size", "--what", "everything")]
    [TestCase("--epochs wants a whole number from 1 to 2147483647, not '99999999999'", "run", "batch-size", "--epochs", "99999999999")]
    [TestCase("more than the 100,000 of a study", "run", "batch-size", "--seeds", "100001")]
    [TestCase("--updates wants a whole number from 1 to 2147483647, not '1e3'", "run", "batch-size", "--updates", "1e3")]
    [TestCase("'sweep' has no verb 'explode'. Verbs: list, run, show,", "explode")]
    [TestCase("'sweep' has no verb 'rnu'; did you mean 'run'?", "rnu", "batch-size", "--json")]
    [TestCase("'sweep' has no verb '--jsn'.", "--jsn")]
    [TestCase("'sweep run' has no option '--epoch'; did you mean '--epochs'?", "run", "batch-size", "--epoch", "3")]
    [TestCase("has no option '--sed'; did you mean '--seeds'?", "run", "batch-size", "--sed=3")]
    [TestCase("'sweep show' does not expect the word 'quickstart'. See: sweep show --help", "show", "batch-size", "quickstart")]
    [TestCase("'sweep bench' has no verb 'stp'; did you mean 'step'?", "bench", "stp")]
    [TestCase("'sweep bench step' has no option '--batch-size'; did you mean '--batch-sizes'?", "bench", "step", "--experiment", "batch-size", "--batch-size", "8")]
    [TestCase("./sweep test in the repository", "test")]
    [TestCase("List the experiments.")]
    public void A_wrong_command_line_is_exit_code_2_and_says_why(string reason, params string[] args)
    {
        ExitCode code = Run(new FakeBackend(), args);

        Assert.That(code, Is.EqualTo(ExitCode.Usage));
        Assert.That(_error.ToString(), Does.Contain(reason));
    }

    [Test]
    public void Export_writes_a_line_for_each_trial()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path, "--trials", "seed=0");
        _output.GetStringBuilder().Clear();

        Run(new FakeBackend(), "export", "batch-size", "--out", _root.Path);

        string[] lines = _output.ToString().TrimEnd().Split('\n');
        Assert.That(lines[0], Does.StartWith("trial,batch_size,seed,status,update,"));
        Assert.That(lines, Has.Length.EqualTo(7));
        Assert.That(lines[1], Does.Contain(",8,0,finished,24,3,"));
        Assert.That(lines[6], Does.EndWith(",32,1,not run,,,,,,,,,,,"));
    }

    [Test]
    public void Export_writes_a_line_for_each_evaluation_to_a_file()
    {
        Run(new FakeBackend(), "run", "batch-size", "--out", _root.Path);

        Run(new FakeBackend(), "export", "batch-size", "--out", _root.Path, "--what", "metrics", "--to", _root.File("metrics.csv"));

        Assert.That(File.ReadAllLines(_root.File("metrics.csv")), Has.Length.EqualTo(1 + (6 * 3)));
    }

    [Test]
    public void List_names_experiments_with_points_seeds_and_question()
    {
        ExitCode code = Run(new FakeBackend(), "list");

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(_output.ToString(), Does.Match(@"batch-size +3 +2 +glyphs +What is the best batch size\?"));
    }

    [Test]
    public void Devices_without_a_usable_one_are_exit_code_3()
    {
        ExitCode none = Run(new FakeBackend { DeviceList = [] }, "devices");
        ExitCode unusable = Run(new FakeBackend { DeviceList = [new(0, "Old", "CPU", "d", "1.0", 0, "Vulkan 1.2 is needed")] }, "devices");

        Assert.That((none, unusable), Is.EqualTo((ExitCode.NoDevice, ExitCode.NoDevice)));
        Assert.That(_output.ToString(), Does.Contain("no: Vulkan 1.2 is needed"));
    }

    [Test]
    public void Doctor_says_what_is_missing_and_how_to_get_it()
    {
        ExitCode code = Run(new FakeBackend { Checks = [new("shaderc", false, "not found", "apt install libshaderc1")] }, "doctor");

        Assert.That(code, Is.EqualTo(ExitCode.NoDevice));
        Assert.That(_output.ToString(), Does.Contain("MISSING  shaderc: not found").And.Contains("apt install libshaderc1"));
    }

    private ExitCode Run(FakeBackend backend, params string[] args) => (ExitCode)SweepCommand.Run(args, new CommandContext(
        [new FakeExperiment()], backend, new OutputStream(_output, isRedirected: true), new OutputStream(_error, isRedirected: true), TimeProvider.System));
}
