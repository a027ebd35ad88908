using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Sweeps.Store;

public sealed class StudyStampTests
{
    private SweepFixture _sweep = null!;
    private ResultsFolder _results = null!;

    [SetUp]
    public void Run()
    {
        _sweep = new SweepFixture();
        _sweep.Run(new FakeTrainer(), filter: "batch_size=8");
        _results = new ResultsFolder(_sweep.Root, "batch-size", new DurableFiles());
    }

    [TearDown]
    public void RemoveFolder() => _sweep.Dispose();

    [Test]
    public void It_stays_while_nothing_is_stored_and_whatever_no_report_shows()
    {
        var before = StudyStamp.Of(_results);
        Directory.CreateDirectory(Path.Combine(_results.Path, "report"));
        File.WriteAllText(Path.Combine(_results.Path, "report", "index.html"), "page");
        File.WriteAllText(Path.Combine(_sweep.FirstTrial(), "weights.safetensors"), "weights");
        File.WriteAllText(Path.Combine(_sweep.FirstTrial(), "result.json.tmp"), "half a result");

        Assert.That(StudyStamp.Of(_results), Is.EqualTo(before));
    }

    [TestCase("metrics.jsonl")]
    [TestCase("result.json")]
    [TestCase("trial.json")]
    [TestCase("../../sweep.json")]
    [TestCase("../../profile/kernels.json")]
    public void It_changes_with_every_file_that_a_report_shows(string name)
    {
        string path = Path.Combine(_sweep.FirstTrial(), name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, " ");
        var before = StudyStamp.Of(_results);

        File.AppendAllText(path, " ");
        var longer = StudyStamp.Of(_results);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        var older = StudyStamp.Of(_results);
        File.Delete(path);

        Assert.That(new[] { before, longer, older, StudyStamp.Of(_results) }, Is.Unique);
    }

    [Test]
    public void It_changes_with_every_trial_that_ends_and_when_a_process_comes_or_goes()
    {
        var partial = StudyStamp.Of(_results);
        _sweep.Run(new FakeTrainer());
        var whole = StudyStamp.Of(_results);
        StudyStamp busy;
        using (_results.Open(static _ => { }))
        {
            busy = StudyStamp.Of(_results);
        }

        Assert.That(whole, Is.Not.EqualTo(partial));
        Assert.That(busy, Is.EqualTo(whole with { IsInUse = true }));
        Assert.That(StudyStamp.Of(_results), Is.EqualTo(whole));
    }

    [Test]
    public void A_folder_that_is_not_there_has_one_too()
    {
        ResultsFolder nowhere = new(_sweep.Root, "nowhere", new DurableFiles());

        Assert.That(StudyStamp.Of(nowhere), Is.EqualTo(default(StudyStamp)));
    }
}
