namespace SweepDsl.EndToEnd.Tests;

/// <summary>A software device trains a trial on each processor, unless the user has chosen its threads.</summary>
public sealed class CoreThreadsTests
{
    private const string Variable = "LP_NUM_THREADS";

    [SetUp]
    public void CheckProcessors()
    {
        if (Environment.ProcessorCount == 1 || Environment.GetEnvironmentVariable(Variable) is not null)
        {
            Assert.Ignore($"There is one processor alone, or {Variable} is set.");
        }
    }

    [Test]
    public void Trials_have_processors_of_their_own()
    {
        using TemporaryFolder folder = new();

        Assert.That(Run(folder.Path).Error, Does.Contain(" of its own with its own copy of the data."));
    }

    [Test]
    public void Threads_that_the_user_chose_are_kept_and_change_no_bit()
    {
        using TemporaryFolder folder = new();

        Run(folder["shared"]);
        RunnerResult chosen = Run(folder["chosen"], (Variable, "1"));

        Assert.That(chosen.Error, Does.Not.Contain(" of its own"));
        Assert.That(new StudyFiles(folder["chosen/quickstart"]).Reproducible(), Is.EqualTo(new StudyFiles(folder["shared/quickstart"]).Reproducible()));
    }

    private static RunnerResult Run(string root, params (string Name, string Value)[] environment) => Runner.Run(
        ["run", "quickstart", "--out", root, "--train-examples", "300", "--test-examples", "100", "--epochs", "1", "--device", "llvmpipe"], environment).Expect(0);
}
