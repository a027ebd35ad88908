using System.Diagnostics;

namespace SweepDsl.EndToEnd.Tests.Kills;

/// <summary>A study whose runner is killed, started again, and killed again, wherever chance has it.</summary>
/// <param name="root">The root of its results.</param>
/// <param name="experiment">Its name.</param>
/// <param name="random">Says when.</param>
internal sealed class KilledStudy(string root, string experiment, Random random)
{
    // Between two updates, within an evaluation, before or after a result is published: a step takes about as long.
    private const int MostMillisecondsAfterALine = 20;

    private readonly Dictionary<string, string> _published = [];
    private readonly List<string> _history = [];

    /// <summary>When it was killed, for failures.</summary>
    public string History => string.Join("; ", _history);

    /// <summary>Number of times that the runner was killed before it was done.</summary>
    public int Kills { get; private set; }

    /// <summary>The study's folder.</summary>
    public string Folder => Path.Combine(root, experiment);

    /// <summary>Runs the study to its end.</summary>
    /// <param name="kills">So often the runner is killed before, if it is not done earlier.</param>
    /// <param name="bytes">Bytes of metrics that the study has in the end.</param>
    public void Run(int kills, long bytes)
    {
        for (int i = 0; i < kills; i++)
        {
            long before = MetricsBytes();

            // At least a line after the start, so that all kills are survived some time; on average half of what is left is. Short of the end, for how many bytes there are is known only about.
            if (!KillAt(before + 1 + random.NextInt64(Math.Max(1, (bytes - before) * 9 / 10))))
            {
                break;
            }
        }

        using Process last = Start();
        Runner.Finish(last).Expect(0);
        CheckPublished();
    }

    /// <summary>Notes what is published by now: it must never change again, for that would be a trial that was run twice.</summary>
    public void CheckPublished()
    {
        foreach (string file in Results())
        {
            string result = File.ReadAllText(file);
            string trial = Path.GetFileName(Path.GetDirectoryName(file)!);
            if (!_published.TryAdd(trial, result))
            {
                Assert.That(result, Is.EqualTo(_published[trial]), $"{trial} had ended, and was run again. {History}");
            }
        }
    }

    // False when the runner was done before.
    private bool KillAt(long bytes)
    {
        using Process process = Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited && MetricsBytes() < bytes)
        {
            Thread.Sleep(1);
        }

        Thread.Sleep(random.Next(MostMillisecondsAfterALine));
        if (process.HasExited)
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        Kills++;
        _history.Add($"killed after {MetricsBytes()} bytes of metrics with {Results().Length} trials done");
        CheckPublished();
        return true;
    }

    // How many are packed is for chance too: nothing may depend on it.
    private Process Start() => Runner.StartProgram(Runner.ProgramOfTests, ["run", experiment, "--out", root, "--pack", random.Next(5) is > 0 and int pack ? $"{pack}" : "auto"]);

    private string[] Results() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "result.json", SearchOption.AllDirectories) : [];

    private long MetricsBytes()
    {
        try
        {
            return Directory.Exists(Folder) ? Directory.GetFiles(Folder, "metrics.jsonl", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) : 0;
        }
        catch (IOException)
        {
            // A folder that is gone meanwhile.
            return 0;
        }
    }
}
