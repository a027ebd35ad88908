using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>The command line itself, and the verbs that look around.</summary>
public sealed class SweepCommandTests : CommandFixture
{
    [TestCase("did you mean 'batch-size'", "run", "batch-sise")]
    [TestCase("There is no experiment 'x'. Experiments: batch-size", "show", "x")]
    [TestCase("exclude each other", "run", "batch-size", "--epochs", "1", "--updates", "1")]
    [TestCase("--tune wants <off|auto|full>: How the sizes of kernels are chosen", "run", "batch-size", "--tune")]
    [TestCase("--epochs wants <E>: Train for E epochs", "run", "batch-size", "--epochs")]
    [TestCase("--seeds wants a whole number from 1 to 2147483647, not '0'", "run", "batch-size", "--seeds", "0")]
    [TestCase("--train-examples wants a whole number from 1 to 2147483647, not '-3'", "run", "batch-size", "--train-examples", "-3")]
    [TestCase("--epochs wants a whole number from 1 to 2147483647, not 'many'", "run", "batch-size", "--epochs", "many")]
    [TestCase("is no condition", "run", "batch-size", "--trials", "oops")]
    [TestCase("sweep run --help", "run")]
    [TestCase("'everything'", "export", "batch-size", "--what", "everything")]
    [TestCase("--epochs wants a whole number from 1 to 2147483647, not '99999999999'", "run", "batch-size", "--epochs", "99999999999")]
    [TestCase("more than the 100,000 of a study", "run", "batch-size", "--seeds", "100001")]
    [TestCase("--updates wants a whole number from 1 to 2147483647, not '1e3'", "run", "batch-size", "--updates", "1e3")]
    [TestCase("'sweep' has no verb 'explode'. Verbs: list, plan, run, show,", "explode")]
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
        Assert.That(Error.ToString(), Does.Contain(reason));
    }

    [Test]
    public void Help_is_also_a_verb()
    {
        ExitCode all = Run(new FakeBackend(), "help");
        ExitCode one = Run(new FakeBackend(), "help", "run");

        Assert.That((all, one), Is.EqualTo((ExitCode.Done, ExitCode.Done)));
        Assert.That(Output.ToString(), Does.Contain("Show the results").And.Contain("--train-examples"));
    }

    [Test]
    public void List_names_experiments_with_points_seeds_and_question()
    {
        ExitCode code = Run(new FakeBackend(), "list");

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(Output.ToString(), Does.Match(@"batch-size +3 +2 +glyphs +What is the best batch size\?"));
    }

    [Test]
    public void Devices_without_a_usable_one_are_exit_code_3()
    {
        ExitCode none = Run(new FakeBackend { DeviceList = [] }, "devices");
        ExitCode unusable = Run(new FakeBackend { DeviceList = [new(0, "Old", "CPU", "d", "1.0", 0, "Vulkan 1.2 is needed")] }, "devices");

        Assert.That((none, unusable), Is.EqualTo((ExitCode.NoDevice, ExitCode.NoDevice)));
        Assert.That(Output.ToString(), Does.Contain("no: Vulkan 1.2 is needed"));
    }

    [Test]
    public void Doctor_says_what_is_missing_and_how_to_get_it()
    {
        ExitCode code = Run(new FakeBackend { Checks = [new("shaderc", false, "not found", "apt install libshaderc1")] }, "doctor");

        Assert.That(code, Is.EqualTo(ExitCode.NoDevice));
        Assert.That(Output.ToString(), Does.Contain("MISSING  shaderc: not found").And.Contains("apt install libshaderc1"));
    }

    private ExitCode Run(FakeBackend backend, params string[] args) => Execute(new FakeExperiment(), backend, args);
}
