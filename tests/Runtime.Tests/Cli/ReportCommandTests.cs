using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>The report: at the end of a run, while it runs, and by its own verb.</summary>
public sealed class ReportCommandTests : CommandFixture
{
    private string Report => Root.File("batch-size/report");

    [Test]
    public void Run_ends_with_the_report_and_says_where_it_is()
    {
        Run("run", "batch-size", "--out", Root.Path);

        Assert.That(Directory.GetFiles(Report).Select(Path.GetFileName), Is.EquivalentTo(new[] { "index.html", "plotly.min.js", "answer.svg", "curves.svg", "parallel.svg" }));
        Assert.That(Error.ToString(), Does.Contain($"Report: {Path.Combine(Report, "index.html")}"));
    }

    [Test]
    public void A_report_that_cannot_be_written_is_told_and_costs_no_result()
    {
        Directory.CreateDirectory(Root.File("batch-size"));
        File.WriteAllText(Report, "a file in its place");

        ExitCode code = Run("run", "batch-size", "--out", Root.Path);

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(Output.ToString(), Does.Contain("\nBest: batch_size"));
        Assert.That(Error.ToString(), Does.Contain($"The report in {Report} cannot be written: ").And.Contains("Results are not touched by it"));
    }

    [Test]
    public void The_report_tells_how_the_study_was_run()
    {
        Run("run", "batch-size", "--out", Root.Path, "--epochs", "2", "--seeds", "2", "--train-examples", "32");

        Assert.That(File.ReadAllText(Path.Combine(Report, "index.html")), Does.Contain("./sweep run batch-size --train-examples 32 --epochs 2 --seeds 2"));
    }

    [Test]
    public void A_study_is_reported_by_its_name_or_by_its_folder()
    {
        Run("run", "batch-size", "--out", Root.Path);
        string page = File.ReadAllText(Path.Combine(Report, "index.html"));
        Directory.Delete(Report, recursive: true);
        Output.GetStringBuilder().Clear();

        Assert.That(Run("report", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Done));
        Assert.That(Output.ToString().TrimEnd(), Is.EqualTo(Path.Combine(Report, "index.html")));
        Assert.That(File.ReadAllText(Path.Combine(Report, "index.html")), Is.EqualTo(page));

        Assert.That(Run("report", Root.File("batch-size"), "--to", Root.File("elsewhere"), "--single-file"), Is.EqualTo(ExitCode.Done));
        Assert.That(Directory.GetFiles(Root.File("elsewhere")).Select(Path.GetFileName), Is.EqualTo(new[] { "index.html" }));
    }

    [Test]
    public void Damaged_metrics_are_told_and_cost_their_curve_alone()
    {
        Run("run", "batch-size", "--out", Root.Path);
        string metrics = Directory.GetFiles(Root.File("batch-size/trials"), "metrics.jsonl", SearchOption.AllDirectories)[0];
        File.AppendAllText(metrics, "garbage\n");

        Assert.That(Run("report", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Results));
        Assert.That(Error.ToString(), Does.Contain($"{metrics} is damaged in line"));
    }

    [Test]
    public void What_is_neither_an_experiment_nor_results_is_told()
    {
        Assert.That(Run("report", "batch-sise"), Is.EqualTo(ExitCode.Usage));
        Assert.That(Error.ToString(), Does.Contain("There is no experiment 'batch-sise'"));
        Assert.That(Run("report", "batch-size", "--out", Root.Path), Is.EqualTo(ExitCode.Results));
        Assert.That(Error.ToString(), Does.Contain("holds no results yet"));
    }

    [Test]
    public void While_a_study_runs_its_page_follows_it()
    {
        string page = Path.Combine(Report, "index.html");
        string? meanwhile = null;
        FakeTrainer trainer = new()
        {
            BeforeUpdate = (name, _) =>
            {
                for (int i = 0; meanwhile is null && name.StartsWith("batch_size=16", StringComparison.Ordinal) && i < 1000; i++)
                {
                    meanwhile = File.Exists(page) ? File.ReadAllText(page) : null;
                    Thread.Sleep(10);
                }
            },
        };

        Execute(new FakeExperiment(), new FakeBackend { Trainer = trainer }, "run", "batch-size", "--out", Root.Path, "--report-every", "1");

        Assert.That(meanwhile, Does.Contain("data-refresh=\"1\"").And.Contain("\"status\":\"not run\""));
        Assert.That(File.ReadAllText(page), Does.Contain("data-refresh=\"0\"").And.Not.Contain("\"status\":\"not run\""));
    }

    [TestCase("0")]
    [TestCase("soon")]
    public void A_time_that_is_none_is_refused(string text)
    {
        Assert.That(Run("run", "batch-size", "--out", Root.Path, "--report-every", text), Is.EqualTo(ExitCode.Usage));
        Assert.That(Error.ToString(), Does.Contain($"--report-every wants a number of seconds from 1 to 86400, not '{text}'."));
    }

    private ExitCode Run(params string[] args) => Execute(new FakeExperiment(), new FakeBackend(), args);
}
