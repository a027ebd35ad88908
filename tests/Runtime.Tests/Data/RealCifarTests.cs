using System.Diagnostics;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data;

/// <summary>Reads real CIFAR-10 images in both layouts, where they lie in a folder beside the repository.</summary>
public sealed class RealCifarTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Unpack()
    {
        string script = FindScript();
        _folder = new TemporaryFolder();
        string? python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(candidate => TryRun(candidate, "-c", "import PIL, numpy"));
        if (python is null)
        {
            Assert.Ignore("There is no Python with PIL and NumPy (Debian: python3-pil, python3-numpy).");
        }

        Assert.That(TryRun(python, script, _folder.Path, "--train", "300", "--test", "100"), Is.True, "the script that unpacks the images");
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder?.Dispose();

    [Test]
    public void Both_layouts_hold_the_same_images()
    {
        Dataset binary = Load(new CifarSource(10));
        Dataset folder = Load(new ImageFolderSource("cifar10-folder", 32, 32, 3, 10, Resize: false));

        Assert.That((binary.Train.Count, binary.Test.Count), Is.EqualTo((300, 100)));
        Assert.That(folder.ClassNames, Is.EqualTo(binary.ClassNames));
        Assert.That(Images(folder.Train), Is.EquivalentTo(Images(binary.Train)));
        Assert.That(Images(folder.Test), Is.EquivalentTo(Images(binary.Test)));
    }

    [Test]
    public void Pixels_are_spread_as_photographs_are()
    {
        Dataset dataset = Load(new CifarSource(10));

        // CIFAR-10 as a whole has means 125.3, 123.0, 113.9 and deviations 63.0, 62.1, 66.7; 300 images of it come near.
        Assert.That(dataset.Statistics.Select(channel => channel.Mean), Is.EqualTo(new[] { 125.3, 123.0, 113.9 }).Within(12));
        Assert.That(dataset.Statistics.Select(channel => channel.StandardDeviation), Is.EqualTo(new[] { 63.0, 62.1, 66.7 }).Within(8));
    }

    [Test]
    public void Resized_images_keep_their_brightness()
    {
        Dataset whole = Load(new ImageFolderSource("cifar10-folder", 32, 32, 3, 10, Resize: false));
        Dataset small = Load(new ImageFolderSource("cifar10-folder", 12, 20, 3, 10, Resize: true));

        Assert.That(small.Statistics.Select(channel => channel.Mean), Is.EqualTo(whole.Statistics.Select(channel => channel.Mean)).Within(1));
    }

    private static string FindScript()
    {
        string script = Path.GetFullPath(Path.Combine(RepositoryFolder.FullPath, "..", "shared", "data", "unpack_cifar10.py"));
        if (!File.Exists(script))
        {
            Assert.Ignore($"There is no {script}.");
        }

        return script;
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            TestContext.Out.Write(process.StandardError.ReadToEnd());
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static IEnumerable<string> Images(ExampleSet set) => Enumerable.Range(0, set.Count).Select(i => $"{set.Labels[i]} {Convert.ToHexString(set.Image(i))}");

    private Dataset Load(DatasetSource source) => DatasetLoader.Load(
        new DatasetDefinition { Source = source }, new DataOptions { Folders = [_folder.Path], AllowDownload = false });
}
