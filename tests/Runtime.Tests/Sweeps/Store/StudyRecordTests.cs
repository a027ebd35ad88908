using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Data;

namespace SweepDsl.Runtime.Tests.Sweeps.Store;

public sealed class StudyRecordTests
{
    [Test]
    public void The_yaml_its_warnings_and_the_options_read_back_as_they_were_written()
    {
        ExperimentSource source = new(
            "a.yaml", "name: a\ndescription: \"\u00fc \u2028 </script>\"\n", [new MethodWarning("SWEEP0603", "One seed", "2 points with one seed each.", 3, 5), new MethodWarning("SWEEP0604", "Chosen", "The best of 2.", 4, 1, "It is so.")]);
        StudyRecord record = StoredStudies.Of((8, [0.5])).Record with { Source = source, Arguments = "--epochs 2" };

        StudyRecord read = RoundTrip(record);

        Assert.That((read.Source!.FileName, read.Source.Text, read.Arguments), Is.EqualTo((source.FileName, source.Text, "--epochs 2")));
        Assert.That(read.Source.Warnings, Is.EqualTo(source.Warnings));
    }

    [Test]
    public void A_record_without_them_reads_as_before()
    {
        StudyRecord read = RoundTrip(StoredStudies.Of((8, [0.5])).Record);

        Assert.That((read.Source, read.Arguments), Is.EqualTo(((ExperimentSource?)null, "")));
    }

    private static StudyRecord RoundTrip(StudyRecord record)
    {
        using TemporaryFolder folder = new();
        using (FileStream stream = File.Create(folder.File("sweep.json")))
        {
            record.Write(stream);
        }

        return StudyRecord.Read(folder.File("sweep.json"));
    }
}
