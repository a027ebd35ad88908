using SweepDsl.Runtime.Tests.Reports.Exports;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>The verb export: from which study, in which form, to where.</summary>
public sealed class ExportCommandTests : CommandFixture
{
    [TestCase("there is no 'parket'; did you mean 'parquet'? Formats: csv, parquet, sqlite, tensorboard, mlflow, onnx, safetensors.", "--format", "parket", "--to", "x")]
    [TestCase("--what wants trials or metrics, not 'all'.", "--what", "all")]
    [TestCase("--to is missing: mlflow is written to a folder", "--format", "mlflow")]
    [TestCase("--to is missing: onnx is written to a file", "--format", "onnx")]
    [TestCase("--what is for csv and parquet; sqlite holds all of the study", "--format", "sqlite", "--what", "metrics", "--to", "x")]
    [TestCase("--trial is for onnx and safetensors; csv holds all trials", "--trial", "seed=0")]
    [TestCase("--trial: 'oops' in 'oops' is no condition", "--format", "onnx", "--trial", "oops", "--to", "x")]
    public void A_wrong_export_is_exit_code_2_and_says_why(string reason, params string[] args)
    {
        Assert.That(Run(["export", "batch-size", .. args]), Is.EqualTo(ExitCode.Usage));
        Assert.That(Error.ToString(), Does.Contain(reason));
    }

    [Test]
    public void A_folder_of_an_experiment_that_is_not_in_the_runner_is_exported()
    {
        using StoredFolder study = new();

        ExitCode code = Run("export", study.Path + "/");

        Assert.That(code, Is.EqualTo(ExitCode.Results), "one result is damaged");
        Assert.That(Error.ToString(), Does.Contain("a4").And.Contain("result.json is damaged"));
        Assert.That(CsvReader.Read(Output.ToString()), Has.Count.EqualTo(1 + (2 * 5)));
    }

    [Test]
    public void The_name_of_a_folder_below_the_root_will_do()
    {
        using StoredFolder study = new();

        Run("export", Path.GetFileName(study.Path), "--out", Path.GetDirectoryName(study.Path)!, "--what", "metrics");

        Assert.That(CsvReader.Read(Output.ToString()), Has.Count.EqualTo(1 + 6));
    }

    [TestCase("parquet")]
    [TestCase("sqlite")]
    [TestCase("tensorboard")]
    [TestCase("mlflow")]
    public void Every_form_is_written_whole_and_tells_what_is_damaged(string format)
    {
        using StoredFolder study = new();
        string target = Root.File("some/new folder/target");

        ExitCode code = Run("export", study.Path, "--format", format, "--to", target);

        Assert.That(code, Is.EqualTo(ExitCode.Results), Error.ToString());
        Assert.That(Error.ToString(), Does.Contain("result.json is damaged"));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(target)!), Is.EqualTo(new[] { target }), "nothing unfinished is left");
        Assert.That(Output.ToString(), Is.Empty);
    }

    [Test]
    public void Damaged_metrics_are_told_by_every_form()
    {
        using StoredFolder study = new();
        File.WriteAllText(Path.Combine(study.Path, "trials", "a0", "metrics.jsonl"), "{\n");

        Run("export", study.Path, "--format", "sqlite", "--to", Root.File("study.db"));

        Assert.That(Error.ToString(), Does.Contain("metrics.jsonl is damaged in line 1"));
    }

    [Test]
    public void What_is_there_is_kept_unless_it_is_to_be_replaced()
    {
        using StoredFolder study = new();
        string target = Root.Write("trials.csv", "mine"u8.ToArray());

        ExitCode refused = Run("export", study.Path, "--to", target);
        string kept = File.ReadAllText(target);
        Run("export", study.Path, "--to", target, "--force");

        Assert.That((refused, kept), Is.EqualTo((ExitCode.Usage, "mine")));
        Assert.That(Error.ToString(), Does.Contain("trials.csv' is there already. Name another file, or have it replaced with --force."));
        Assert.That(File.ReadAllText(target), Does.StartWith("trial,"));
    }

    [Test]
    public void Files_and_folders_are_not_taken_for_one_another()
    {
        using StoredFolder study = new();
        Root.Write("full/mine", []);
        Directory.CreateDirectory(Root.File("empty"));

        ExitCode[] codes =
        [
            Run("export", study.Path, "--to", Root.File("full")),
            Run("export", study.Path, "--format", "mlflow", "--to", Root.File("full")),
            Run("export", study.Path, "--format", "mlflow", "--to", Root.File("full/mine")),
            Run("export", study.Path, "--format", "sqlite", "--to", Root.File("full/mine/below")),
            Run("export", study.Path, "--to", ""),
            Run("export", study.Path, "--to", "a\0b"),
            Run("export", study.Path, "--format", "tensorboard", "--to", Root.File("empty") + "/"),
        ];

        Assert.That(codes[..6], Is.All.EqualTo(ExitCode.Usage));
        Assert.That(codes[6], Is.EqualTo(ExitCode.Results));
        Assert.That(Error.ToString(), Does.Contain("is a folder, and csv is written as a file").And.Contain("is not empty").And.Contain("is a file, and mlflow is written as a folder").And.Contain("cannot write"));
        Assert.That(Directory.GetDirectories(Root.File("empty")), Has.Length.EqualTo(3));
    }

    [Test]
    public void The_best_of_the_chosen_trials_gives_its_weights()
    {
        FakeExperiment experiment = new();
        Execute(experiment, new FakeBackend(), "run", "batch-size", "--out", Root.Path);

        // The fake trainer's weights are of no network, so they are not handed on.
        ExitCode code = Execute(experiment, new FakeBackend(), "export", "batch-size", "--out", Root.Path, "--format", "safetensors", "--trial", "batch_size=32", "--to", Root.File("w.safetensors"));

        Assert.That(code, Is.EqualTo(ExitCode.Results));
        Assert.That(Error.ToString(), Does.Contain("weights.safetensors").And.Contain("'layers.0.weight' of shape [10, 16]"));
        Assert.That(File.Exists(Root.File("w.safetensors")), Is.False);
    }

    [TestCase("runs/none", ExitCode.Results, "is no folder")]
    [TestCase("btch-size", ExitCode.Usage, "did you mean 'batch-size'")]
    [TestCase("..", ExitCode.Results, "holds no results (there is no sweep.json)")]
    public void A_word_that_is_no_study_is_told(string word, ExitCode expected, string reason)
    {
        Assert.That(Run("export", word, "--out", Root.Path), Is.EqualTo(expected));
        Assert.That(Error.ToString(), Does.Contain(reason));
    }

    private ExitCode Run(params string[] args) => Execute(new FakeExperiment(), new FakeBackend(), args);
}
