using SweepDsl.Runtime.Reports.Exports.TensorBoard;
using SweepDsl.Runtime.Tests.Data;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

public sealed class TensorBoardFolderTests
{
    private const string First = "batch_size=8,rate=0.5,flag=true,.._.._up___x__";

    // What RFC 3720 gives for the checksum that the format is made of.
    [Test]
    public void The_reader_of_these_tests_knows_the_checksum() =>
        Assert.That((EventFile.Crc32C("123456789"u8), EventFile.Crc32C(new byte[32])), Is.EqualTo((0xE3069283u, 0x8A9136AAu)));

    [Test]
    public void Every_trial_has_its_scalars_at_its_updates()
    {
        using StoredFolder folder = new();
        using TemporaryFolder target = new();

        TensorBoardFolder.Write(target.Path, folder.Read());

        List<ProtobufFields> events = EventFile.Read(FileOf(target, First));
        double began = StoredFolder.Began.ToUnixTimeSeconds();
        Assert.That(events[0].Text(3), Is.EqualTo("brain.Event:2"));
        ProtobufFields[] scalars = [.. events.Where(one => one.Has(5) && one.Message(5).Messages(1).First().Has(2))];
        Assert.That(scalars.Select(one => (one.Integer(2), one.Double(1))), Is.EqualTo(new[] { (10L, began + 3), (20L, began + 5.5) }));
        Dictionary<string, float> last = scalars[1].Message(5).Messages(1).ToDictionary(value => value.Text(1), value => value.Float(2));
        Assert.That(last, Has.Count.EqualTo(9).And.ContainKey("train_seconds").And.Not.ContainKey("val_accuracy"));
        Assert.That((last["test_loss"], last["val_loss"], last["test_accuracy"], last["examples"]), Is.EqualTo((0.125f, 0.125f, 0.75f, 160f)));
    }

    [Test]
    public void Hyper_parameters_say_what_is_swept_and_group_seeds()
    {
        using StoredFolder folder = new();
        using TemporaryFolder target = new();

        TensorBoardFolder.Write(target.Path, folder.Read());

        ProtobufFields experiment = Plugin(EventFile.Read(Directory.GetFiles(target.Path).Single()), "_hparams_/experiment").Message(2);
        Assert.That((experiment.Text(6), experiment.Text(1)), Is.EqualTo((StoredFolder.Experiment, StoredFolder.Description)));
        Assert.That(
            experiment.Messages(4).Select(info => (info.Text(1), info.Integer(4))), Is.EqualTo(new[] { ("batch_size", 3L), ("rate", 3L), ("flag", 2L), (StoredFolder.HostileName, 1L) }));
        Assert.That(experiment.Messages(5).Select(info => info.Message(1).Text(2)).First(), Is.EqualTo("test_accuracy"));

        List<ProtobufFields> events = EventFile.Read(FileOf(target, First));
        ProtobufFields start = Plugin(events, "_hparams_/session_start_info").Message(3);
        Dictionary<string, ProtobufFields> values = start.Messages(1).ToDictionary(pair => pair.Text(1), pair => pair.Message(2));
        Assert.That(
            (values["batch_size"].Double(2), values["rate"].Double(2), values["flag"].Integer(4), values[StoredFolder.HostileName].Text(3)), Is.EqualTo((8.0, 0.5, 1L, StoredFolder.HostileWord)));
        Assert.That(start.Double(5), Is.EqualTo(StoredFolder.Began.ToUnixTimeSeconds()));
        Assert.That(Plugin(events, "_hparams_/session_end_info").Message(4).Integer(1), Is.EqualTo(1), "success");
    }

    [Test]
    public void What_diverged_is_there_and_what_is_damaged_or_not_run_is_left_out()
    {
        using StoredFolder folder = new();
        using TemporaryFolder target = new();

        TensorBoardFolder.Write(target.Path, folder.Read());

        string[] runs = [.. Directory.GetDirectories(target.Path).Select(run => Path.GetFileName(run)!).Order(StringComparer.Ordinal)];
        Assert.That(runs, Has.Length.EqualTo(3));
        Assert.That(runs.Select(run => run[^2..]), Is.EquivalentTo(new[] { "a0", "a1", "a2" }));
        List<ProtobufFields> diverged = EventFile.Read(FileOf(target, runs.Single(run => run.EndsWith("a1", StringComparison.Ordinal))));
        Assert.That(Plugin(diverged, "_hparams_/session_end_info").Message(4).Integer(1), Is.EqualTo(2), "failure");
        float[] losses = [.. diverged.Where(one => one.Has(5)).SelectMany(one => one.Message(5).Messages(1)).Where(value => value.Text(1) == "test_loss").Select(value => value.Float(2))];
        Assert.That(losses, Is.EqualTo(new[] { float.NaN, float.PositiveInfinity }));
    }

    private static string FileOf(TemporaryFolder target, string run) => Directory.GetFiles(Directory.GetDirectories(target.Path, run + "*").Single(), "events.out.tfevents.*").Single();

    private static ProtobufFields Plugin(List<ProtobufFields> events, string tag)
    {
        ProtobufFields value = events.Where(one => one.Has(5)).SelectMany(one => one.Message(5).Messages(1)).Single(one => one.Text(1) == tag);
        ProtobufFields data = value.Message(9).Message(1);
        Assert.That(data.Text(1), Is.EqualTo("hparams"));
        Assert.That(value.Message(8).Integer(1), Is.EqualTo(1), "the tensor that readers want");
        return data.Message(2);
    }
}
