using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Cli;

/// <summary>Tests of command lines: a folder, what stands on both streams, and the exit code.</summary>
public abstract class CommandFixture
{
    /// <summary>A folder for results.</summary>
    private protected TemporaryFolder Root { get; private set; }

    /// <summary>What stands on standard output.</summary>
    protected StringWriter Output { get; private set; }

    /// <summary>What stands on standard error.</summary>
    protected StringWriter Error { get; private set; }

    [SetUp]
    public void MakeFolder() => (Root, Output, Error) = (new TemporaryFolder(), new StringWriter(), new StringWriter());

    [TearDown]
    public void RemoveFolder()
    {
        Root.Dispose();
        Output.Dispose();
        Error.Dispose();
    }

    /// <summary>Runs a command line as if both streams were redirected.</summary>
    private protected ExitCode Execute(Experiment experiment, ITrainingBackend backend, params string[] args) => (ExitCode)SweepCommand.Run(args, new CommandContext(
        [experiment], backend, new OutputStream(Output, isRedirected: true), new OutputStream(Error, isRedirected: true), TimeProvider.System));
}
