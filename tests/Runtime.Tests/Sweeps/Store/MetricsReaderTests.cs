using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Sweeps.Store;

[TestFixture]
public sealed class MetricsReaderTests
{
    private TemporaryFolder _folder;

    private string MetricsPath => _folder.File("metrics.jsonl");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Evaluations_come_back_to_the_bit()
    {
        Evaluation evaluation = StoredStudies.Evaluation(loss: 1.0 / 3, accuracy: 0.1 + 0.2) with { ValidationLoss = double.Epsilon, ValidationAccuracy = 1 };

        Write(evaluation);

        Assert.That(MetricsReader.Evaluations(MetricsPath), Is.EqualTo(new[] { evaluation }));
    }

    [TestCase(double.NaN, "\"test_loss\":\"NaN\"")]
    [TestCase(double.PositiveInfinity, "\"test_loss\":\"Infinity\"")]
    [TestCase(double.NegativeInfinity, "\"test_loss\":\"-Infinity\"")]
    public void What_is_not_finite_is_a_word(double loss, string text)
    {
        Write(StoredStudies.Evaluation(loss, 0.5));

        Assert.That(File.ReadAllText(MetricsPath), Does.Contain(text));
        Assert.That(MetricsReader.Evaluations(MetricsPath).Single().TestLoss, Is.EqualTo(loss));
    }

    [Test]
    public void A_last_line_cut_anywhere_is_not_there_yet()
    {
        Write(StoredStudies.Evaluation(1, 0.5), StoredStudies.Evaluation(0.5, 0.75));
        byte[] whole = File.ReadAllBytes(MetricsPath);
        int secondLine = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = secondLine; length < whole.Length; length++)
        {
            File.WriteAllBytes(MetricsPath, whole[..length]);

            Assert.That(MetricsReader.Evaluations(MetricsPath).Count(), Is.EqualTo(1), $"cut at {length}");
        }
    }

    [Test]
    public void A_bad_line_before_the_last_is_damage_and_named()
    {
        Write(StoredStudies.Evaluation(1, 0.5), StoredStudies.Evaluation(0.5, 0.75), StoredStudies.Evaluation(0.25, 0.8));
        string[] lines = File.ReadAllLines(MetricsPath);
        lines[1] = lines[1][..20];
        File.WriteAllText(MetricsPath, string.Join('\n', lines) + "\n");

        Assert.That(
            () => MetricsReader.Evaluations(MetricsPath).ToList(),
            Throws.TypeOf<SweepException>().With.Property("ExitCode").EqualTo(ExitCode.Results).And.Message.Contains("metrics.jsonl is damaged in line 2"));
    }

    [Test]
    public void Batch_losses_stand_beside_evaluations_with_two_keys_alone()
    {
        using (MetricsFile file = MetricsFile.Create(MetricsPath, new DurableFiles()))
        {
            file.Append(5, [0.1f, float.PositiveInfinity]);
            file.Append(StoredStudies.Evaluation(1, 0.5));
        }

        Assert.That(File.ReadLines(MetricsPath).Take(2), Is.EqualTo(new[] { """{"update":5,"batch_loss":0.1}""", """{"update":6,"batch_loss":"Infinity"}""" }));
        Assert.That(MetricsReader.Evaluations(MetricsPath).Count(), Is.EqualTo(1));
        Assert.That(MetricsReader.BatchLosses(MetricsPath).Select(line => line.Update), Is.EqualTo(new[] { 5, 6 }));
    }

    private void Write(params Evaluation[] evaluations)
    {
        using MetricsFile file = MetricsFile.Create(MetricsPath, new DurableFiles());
        foreach (Evaluation evaluation in evaluations)
        {
            file.Append(evaluation);
        }
    }
}
