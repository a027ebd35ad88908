namespace SweepDsl.EndToEnd.Tests;

/// <summary>lavapipe's vector width is the size of its subgroups: each must train, and repeat itself.</summary>
public sealed class VectorWidthTests
{
    [Test]
    public void Every_vector_width_of_the_software_device_repeats_itself([Values("128", "256", "512")] string width)
    {
        using TemporaryFolder folder = new();

        Run(folder["a"], width).Expect(0);
        Run(folder["b"], width).Expect(0);

        Assert.That(new StudyFiles(folder["b/quickstart"]).Reproducible(), Is.EqualTo(new StudyFiles(folder["a/quickstart"]).Reproducible()));
    }

    [Test]
    public void All_vector_widths_train_the_same_weights()
    {
        using TemporaryFolder folder = new();

        Assert.That(Weights("128"), Is.EqualTo(Weights("256")));
        Assert.That(Weights("512"), Is.EqualTo(Weights("256")));

        byte[][] Weights(string width)
        {
            Run(folder[width], width).Expect(0);
            return [.. Directory.EnumerateFiles(folder[width], "weights.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        }
    }

    private static RunnerResult Run(string root, string width) => Runner.Run(
        ["run", "quickstart", "--out", root, "--train-examples", "300", "--test-examples", "100", "--epochs", "1", "--device", "llvmpipe"], ("LP_NATIVE_VECTOR_WIDTH", width));
}
