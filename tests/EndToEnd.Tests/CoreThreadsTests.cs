namespace SweepDsl.EndToEnd.Tests;

/// <summary>A software device trains a trial on each core, unless the user has chosen its threads.</summary>
public sealed class CoreThreadsTests
{
    private const string Told = " of its own.";

    [Test]
    public void Threads_that_the_user_chose_are_kept_and_change_no_bit()
    {
        using TemporaryFolder folder = new();

        RunnerResult shared = Run(folder["shared"]);
        RunnerResult chosen = Run(folder["chosen"], ("LP_NUM_THREADS", "1"));

        Assert.That(shared.Error, Environment.ProcessorCount > 1 ? Does.Contain(Told) : Does.Not.Contain(Told));
        Assert.That(chosen.Error, Does.Not.Contain(Told));
        Assert.That(new StudyFiles(folder["chosen/quickstart"]).Reproducible(), Is.EqualTo(new StudyFiles(folder["shared/quickstart"]).Reproducible()));
    }

    private static RunnerResult Run(string root, params (string Name, string Value)[] environment) => Runner.Run(
        ["run", "quickstart", "--out", root, "--train-examples", "300", "--test-examples", "100", "--epochs", "1", "--device", "llvmpipe"], environment).Expect(0);
}
