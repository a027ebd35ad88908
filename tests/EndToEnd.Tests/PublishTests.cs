using System.Diagnostics;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>The published program where there is neither .NET nor a shader compiler: no variable but those named here, and nothing on the path.</summary>
[Platform("Linux,MacOsX")]
public sealed class PublishTests
{
    // 32x32 pixels of one colour, as PNG.
    private const string Image = "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mM4kWJEU8QwasGoBaMWjFowasGoBaMWjFowasGoBaMWDBULANWleExfsRQTAAAAAElFTkSuQmCC";

    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Publish()
    {
        if (Array.TrueForAll(["clang", "gcc"], linker => !IsOnPath(linker)))
        {
            Assert.Ignore("Publishing needs clang or gcc.");
        }

        _folder = new TemporaryFolder();
        Run(Path.Combine(Runner.RepositoryFolder, "sweep"), ["publish", "--to", _folder["program"]], Environment.GetEnvironmentVariable("PATH")!).Expect(0);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder?.Dispose();

    [Test]
    public void It_lists_and_says_that_no_compiler_is_needed()
    {
        Assert.That(RunPublished("list").Expect(0).Output, Does.Contain("quickstart").And.Contain("batch-size-cifar10"));
        Assert.That(RunPublished("doctor").Expect(0).Output, Does.Contain("Shader compiler: not needed"));
    }

    [Test]
    public void It_trains_to_the_bits_of_the_built_runner()
    {
        string[] study = ["run", "quickstart", "--train-examples", "400", "--test-examples", "100", "--epochs", "2", "--log-updates"];

        RunPublished([.. study, "--out", _folder["published"]]).Expect(0);
        Runner.Run([.. study, "--out", _folder["built"]]).Expect(0);

        Assert.That(
            new StudyFiles(_folder["published/quickstart"]).Reproducible(), Is.EqualTo(new StudyFiles(_folder["built/quickstart"]).Reproducible()));
        Assert.That(Directory.Exists(_folder["cache/shaders"]), Is.False, "shaders were compiled on this machine");
    }

    [Test]
    public async Task It_serves_the_page_of_a_study()
    {
        using Process watch = StartPublished("watch", "quickstart", "--out", _folder["watched"]);
        using HttpClient client = new();

        string page = await client.GetStringAsync(await watch.StandardOutput.ReadLineAsync());
        using (Process signal = Process.Start("kill", ["-TERM", $"{watch.Id}"]))
        {
            await signal.WaitForExitAsync();
        }

        Runner.Finish(watch).Expect(0);
        Assert.That(page, Does.Contain("connect-src 'self'").And.Contain("\"studies\":[]"));
    }

    [Test]
    public void It_reads_image_files()
    {
        // The decoder is a native library of its own, which must lie beside the program.
        string[] classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
        foreach (string name in classes)
        {
            foreach (string part in (string[])["train", "test"])
            {
                Directory.CreateDirectory(_folder[$"images/{part}/{name}"]);
                File.WriteAllBytes(_folder[$"images/{part}/{name}/1.png"], Convert.FromBase64String(Image));
            }
        }

        RunPublished(
            "run", "batch-size-cifar10", "--data", _folder["images"], "--train-examples", "10", "--test-examples", "10", "--updates", "1",
            "--trials", "batch_size=8,seed=0", "--out", _folder["from-images"]).Expect(0);
    }

    private RunnerResult RunPublished(params string[] arguments) => Runner.Finish(StartPublished(arguments));

    private Process StartPublished(params string[] arguments) => Start(Path.Combine(_folder["program"], "sweep"), arguments, path: "/nonexistent");

    private RunnerResult Run(string program, IEnumerable<string> arguments, string path) => Runner.Finish(Start(program, arguments, path));

    private Process Start(string program, IEnumerable<string> arguments, string path)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = _folder["."],
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (path == "/nonexistent")
        {
            start.Environment.Clear();
        }

        start.Environment["PATH"] = path;
        start.Environment["HOME"] = Environment.GetEnvironmentVariable("HOME");
        start.Environment["SWEEP_CACHE"] = _folder["cache"];
        return Process.Start(start)!;
    }

    private static bool IsOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
