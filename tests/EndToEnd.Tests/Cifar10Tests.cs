using System.Diagnostics;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>The founding study's network on real CIFAR-10, from both layouts that a user's copy can have.</summary>
public sealed class Cifar10Tests
{
    private const string Python = "/usr/bin/python3";

    private TemporaryFolder _data = null!;

    [OneTimeSetUp]
    public void Unpack()
    {
        string script = Path.Combine(Runner.RepositoryFolder, "..", "shared", "data", "unpack_cifar10.py");
        if (!File.Exists(script))
        {
            Assert.Ignore($"There is no {Path.GetFullPath(script)}: real images are not part of the repository.");
        }

        _data = new TemporaryFolder();
        using Process unpack = Process.Start(new ProcessStartInfo(Python, [script, _data.Path, "--train", "2000", "--test", "500"]) { RedirectStandardError = true })!;
        string error = unpack.StandardError.ReadToEnd();
        unpack.WaitForExit();
        if (unpack.ExitCode != 0)
        {
            Assert.Ignore($"The images could not be unpacked (Debian: python3-pil, python3-numpy): {error}");
        }
    }

    [OneTimeTearDown]
    public void Remove() => _data?.Dispose();

    [Test]
    public void A_residual_network_with_batch_norm_trains()
    {
        using TemporaryFolder results = new();

        Runner.Run([
            "run", "resnet20-cifar10", "--out", results.Path, "--data", _data["cifar10-folder"],
            "--train-examples", "64", "--test-examples", "16", "--updates", "2", "--seeds", "1"]).Expect(0);

        string trial = new StudyFiles(results["resnet20-cifar10"]).Trials.Single();
        Assert.That((double)StudyFiles.Metrics(trial)[^1]["test_loss"]!, Is.GreaterThan(0));
        Assert.That((int)StudyFiles.Result(trial)["update"]!, Is.EqualTo(2));
    }

    [TestCase("cifar-10-batches-bin")]
    [TestCase("cifar10-folder")]
    public void The_study_trains_from_either_layout(string layout)
    {
        using TemporaryFolder results = new();

        RunnerResult result = Runner.Run([
            "run", "batch-size-cifar10", "--out", results.Path, "--data", _data[layout],
            "--train-examples", "2000", "--test-examples", "500", "--epochs", "2", "--seeds", "1", "--trials", "batch_size=256"]).Expect(0);

        string trial = new StudyFiles(results["batch-size-cifar10"]).Trials.Single();
        Assert.That((double)StudyFiles.Metrics(trial)[^1]["train_loss"]!, Is.LessThan(2.31), "two epochs must not end above chance, ln 10");
        Assert.That(result.Output, Does.Contain("256"));
    }
}
