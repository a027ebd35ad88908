using System.Diagnostics;
using System.Text.Json.Nodes;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>The quickstart study through the built runner: results, repetition, interruption, kill, a second process.</summary>
public sealed class QuickstartTests
{
    private static readonly string[] Small = ["run", "quickstart", "--train-examples", "400", "--test-examples", "100"];

    [Test]
    public void A_study_ends_with_a_table_and_every_trials_files()
    {
        using TemporaryFolder folder = new();

        RunnerResult result = Run(folder, "a", "--epochs", "2").Expect(0);
        StudyFiles study = new(folder["a/quickstart"]);

        Assert.Multiple(() =>
        {
            Assert.That(result.Output, Does.Contain("batch").And.Contain("test"));
            Assert.That(study.Trials, Has.Length.EqualTo(3));
            foreach (string trial in study.Trials)
            {
                Assert.That((string?)StudyFiles.Result(trial)["status"], Is.EqualTo("finished"));
                Assert.That(StudyFiles.Metrics(trial), Has.Length.EqualTo(2));
            }
        });
    }

    [Test]
    public void The_same_study_twice_gives_the_same_bits()
    {
        using TemporaryFolder folder = new();

        Run(folder, "a", "--epochs", "2", "--log-updates").Expect(0);
        Run(folder, "b", "--epochs", "2", "--log-updates").Expect(0);

        Assert.That(new StudyFiles(folder["b/quickstart"]).Reproducible(), Is.EqualTo(new StudyFiles(folder["a/quickstart"]).Reproducible()));
    }

    [Test]
    public void A_finished_study_is_not_run_again_and_fresh_starts_over()
    {
        using TemporaryFolder folder = new();
        Run(folder, "a", "--epochs", "1").Expect(0);
        string result = Path.Combine(new StudyFiles(folder["a/quickstart"]).Trials[0], "result.json");
        DateTime written = File.GetLastWriteTimeUtc(result);

        Run(folder, "a", "--epochs", "1").Expect(0);
        Assert.That(File.GetLastWriteTimeUtc(result), Is.EqualTo(written));

        Run(folder, "a", "--epochs", "1", "--fresh").Expect(0);
        Assert.That(File.GetLastWriteTimeUtc(result), Is.Not.EqualTo(written));
    }

    [Test]
    public void A_study_killed_at_any_time_goes_on_to_the_same_bits([Values(1, 3, 6)] int metricsLines)
    {
        using TemporaryFolder folder = new();
        Run(folder, "undisturbed", "--epochs", "6").Expect(0);

        using (Process process = Runner.Start(Arguments(folder, "killed", "--epochs", "6")))
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            WaitForMetrics(folder["killed/quickstart"], metricsLines, process);
            process.Kill();
            process.WaitForExit();
        }

        Run(folder, "killed", "--epochs", "6").Expect(0);

        Assert.That(
            new StudyFiles(folder["killed/quickstart"]).Reproducible(), Is.EqualTo(new StudyFiles(folder["undisturbed/quickstart"]).Reproducible()));
    }

    [Test]
    public void An_interrupted_study_says_so_and_goes_on_to_the_same_bits()
    {
        using TemporaryFolder folder = new();
        Run(folder, "undisturbed", "--epochs", "30").Expect(0);

        using (Process process = Runner.Start(Arguments(folder, "stopped", "--epochs", "30")))
        {
            WaitForMetrics(folder["stopped/quickstart"], 2, process);

            // SIGTERM, which the runner takes as it takes Ctrl-C: a shell's background jobs have SIGINT ignored, and what they start inherits that.
            using (Process interrupt = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            {
                interrupt.WaitForExit();
            }

            Runner.Finish(process).Expect(130);
        }

        Run(folder, "stopped", "--epochs", "30").Expect(0);

        Assert.That(
            new StudyFiles(folder["stopped/quickstart"]).Reproducible(), Is.EqualTo(new StudyFiles(folder["undisturbed/quickstart"]).Reproducible()));
    }

    [Test]
    public void A_second_process_on_the_folder_is_refused_and_told_who_has_it()
    {
        using TemporaryFolder folder = new();
        using Process first = Runner.Start(Arguments(folder, "a", "--epochs", "200"));
        try
        {
            WaitForMetrics(folder["a/quickstart"], 1, first);

            RunnerResult second = Run(folder, "a", "--epochs", "200").Expect(5);

            Assert.That(second.Error, Does.Contain($"{first.Id}"));
        }
        finally
        {
            first.Kill();
            first.WaitForExit();
        }
    }

    [Test]
    public void Json_is_one_document_and_nothing_else()
    {
        using TemporaryFolder folder = new();

        RunnerResult result = Run(folder, "a", "--epochs", "1", "--json").Expect(0);

        Assert.That(() => JsonNode.Parse(result.Output), Throws.Nothing);
    }

    private static RunnerResult Run(TemporaryFolder folder, string root, params string[] arguments) => Runner.Run(Arguments(folder, root, arguments));

    private static string[] Arguments(TemporaryFolder folder, string root, params string[] arguments) => [.. Small, "--out", folder[root], .. arguments];

    private static void WaitForMetrics(string study, int lines, Process process)
    {
        while (!process.HasExited && CountLines(study) < lines)
        {
            Thread.Sleep(5);
        }
    }

    private static int CountLines(string study)
    {
        try
        {
            return Directory.Exists(study) ? Directory.GetFiles(study, "metrics.jsonl", SearchOption.AllDirectories).Sum(file => File.ReadLines(file).Count()) : 0;
        }
        catch (IOException)
        {
            // A file that is being replaced.
            return 0;
        }
    }
}
