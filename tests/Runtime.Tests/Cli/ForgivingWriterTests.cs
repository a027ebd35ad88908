using System.Text;
using SweepDsl.Runtime.Cli;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Cli;

public sealed class ForgivingWriterTests : CommandFixture
{
    [Test]
    public void A_run_whose_progress_nobody_can_write_is_trained_all_the_same()
    {
        using FullDisk full = new();
        using ForgivingWriter error = new(full);

        int code = SweepCommand.Run(
            ["run", "batch-size", "--out", Root.Path],
            new CommandContext([new FakeExperiment()], new FakeBackend(), new OutputStream(Output, isRedirected: true), new OutputStream(error, isRedirected: true), TimeProvider.System));

        Assert.That((ExitCode)code, Is.EqualTo(ExitCode.Done));
        Assert.That(full.Refused, Is.GreaterThan(5));
        Assert.That(Output.ToString(), Does.Contain("Best: "));
    }

    private sealed class FullDisk : TextWriter
    {
        public int Refused { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            Refused++;
            throw new IOException("No space left on device");
        }
    }
}
