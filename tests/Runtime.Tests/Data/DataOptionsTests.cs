using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data;

[NonParallelizable]
public sealed class DataOptionsTests
{
    private const string Variable = "SWEEP_DATA";
    private string? _before;

    [SetUp]
    public void KeepVariable() => _before = Environment.GetEnvironmentVariable(Variable);

    [TearDown]
    public void RestoreVariable() => Environment.SetEnvironmentVariable(Variable, _before);

    [Test]
    public void The_command_line_comes_before_the_environment_and_the_cache_is_last()
    {
        Environment.SetEnvironmentVariable(Variable, "/from-environment");

        string folder = Path.GetTempPath();
        DataOptions options = DataOptions.ForUser(folder);

        Assert.That(options.Folders.Take(2), Is.EqualTo(new[] { folder, "/from-environment" }));
        Assert.That(options.Folders[2], Does.EndWith(Path.Combine("sweepdsl", "data")));
        Assert.That(options.AllowDownload, Is.True);
    }

    [Test]
    public void A_folder_that_is_none_is_told()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("file"), "");

        Assert.That(() => DataOptions.ForUser(folder.File("none")), Throws.TypeOf<SweepException>().With.Message.StartsWith("--data: there is no folder"));
        Assert.That(() => DataOptions.ForUser(folder.File("file")), Throws.TypeOf<SweepException>().With.Message.Contains("is a file").And.Property("ExitCode").EqualTo(ExitCode.Data));
    }

    [Test]
    public void An_empty_variable_is_none()
    {
        Environment.SetEnvironmentVariable(Variable, "");

        Assert.That(DataOptions.ForUser(null).Folders, Has.Length.EqualTo(1));
    }
}
