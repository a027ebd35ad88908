using System.Diagnostics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Sweeps.Store;

[TestFixture]
public sealed class ResultsLockTests
{
    private TemporaryFolder _folder;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_second_owner_is_refused_and_told_who_the_first_is()
    {
        using ResultsLock first = Take();

        Assert.That(
            () => Take(),
            Throws.TypeOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.Results)
                .And.Message.Contains($"in use by process {Environment.ProcessId} on {Environment.MachineName}, started 2"));
    }

    [Test]
    public void Of_many_at_once_exactly_one_gets_it()
    {
        int got = 0;
        List<ResultsLock> held = [];
        Parallel.For(0, 16, _ =>
        {
            try
            {
                ResultsLock mine = Take();
                Interlocked.Increment(ref got);
                lock (held)
                {
                    held.Add(mine);
                }
            }
            catch (SweepException)
            {
                // Refused, as all but one must be.
            }
        });

        held.ForEach(mine => mine.Dispose());
        Assert.That(got, Is.EqualTo(1));
    }

    [Test]
    public void A_lock_let_go_can_be_taken_again()
    {
        Take().Dispose();

        Assert.That(() => Take().Dispose(), Throws.Nothing);
        Assert.That(File.Exists(_folder.File("owner.json")), Is.False);
    }

    [Test]
    public void The_lock_of_a_dead_process_is_taken_over_aloud()
    {
        using Process dead = Process.Start(new ProcessStartInfo("true") { RedirectStandardOutput = true })!;
        dead.WaitForExit();
        WriteOwner(Environment.MachineName, dead.Id, DateTimeOffset.UtcNow);
        List<string> notices = [];

        using ResultsLock taken = Take(notices.Add);

        Assert.That(notices.Single(), Does.Contain($"Taking over {_folder.Path} from process {dead.Id}"));
    }

    [Test]
    public void A_process_that_has_the_id_of_the_dead_owner_does_not_keep_the_lock()
    {
        WriteOwner(Environment.MachineName, Environment.ProcessId, DateTimeOffset.UtcNow.AddDays(-3));

        Assert.That(() => Take().Dispose(), Throws.Nothing);
    }

    // As on a file system without locks, where the file alone tells.
    [Test]
    public void A_living_owner_on_this_machine_keeps_the_lock()
    {
        using var self = Process.GetCurrentProcess();
        WriteOwner(Environment.MachineName, self.Id, new DateTimeOffset(self.StartTime.ToUniversalTime()));

        Assert.That(() => Take(), Throws.TypeOf<SweepException>().With.Message.Contains("in use by process"));
    }

    [Test]
    public void An_owner_on_another_machine_keeps_the_lock_and_the_way_out_is_named()
    {
        WriteOwner("elsewhere", 1, DateTimeOffset.UtcNow);

        Assert.That(() => Take(), Throws.TypeOf<SweepException>().With.Message.Contains("process 1 on elsewhere").And.Message.Contains($"delete {_folder.File("owner.json")}"));
    }

    [TestCase("")]
    [TestCase("{\"host\":")]
    public void An_owner_file_that_was_not_written_to_its_end_is_nobody(string content)
    {
        File.WriteAllText(_folder.File("owner.json"), content);

        Assert.That(() => Take().Dispose(), Throws.Nothing);
    }

    private ResultsLock Take(Action<string>? notice = null) => ResultsLock.Take(_folder.Path, new DurableFiles(), notice ?? (static _ => { }));

    private void WriteOwner(string host, int process, DateTimeOffset started) =>
        File.WriteAllText(_folder.File("owner.json"), $$"""{"host":"{{host}}","pid":{{process}},"started":"{{started:O}}"}""");
}
