using System.Text.Json;
using SweepDsl.EndToEnd.Tests.PyTorch;

namespace SweepDsl.EndToEnd.Tests.Benchmarks;

/// <summary>The scripts that measure run to their end at the smallest sizes; no figure is looked at.</summary>
[Platform("Linux,MacOsX")]
public sealed class BenchmarkScriptTests
{
    private const string NoPyTorch = "false";

    private TemporaryFolder _folder;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Against_torch_compares_each_batch_size()
    {
        string python = PyTorchProgram.Require();

        RunnerResult result = BenchmarkScript.Run(
            "against-torch.sh", _folder, python, "--experiment", "batch-size", "--batch-sizes", "4,8", "--rounds", "1", "--seconds", "0.05", "--out", "compared").Expect(0);

        Assert.That(result.Output, Does.Contain("ours ms/step").And.Match(@"(?m)^ +4 .*[0-9]\.[0-9]{2}$").And.Match(@"(?m)^ +8 .*[0-9]\.[0-9]{2}$"));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "compared", "ratios.json")));
        foreach (JsonElement row in document.RootElement.GetProperty("rows").EnumerateArray())
        {
            double ratio = row.GetProperty("theirs_ms_per_step").GetDouble() / row.GetProperty("ours_ms_per_step").GetDouble();
            Assert.That(row.GetProperty("ratio").GetDouble(), Is.EqualTo(ratio).Within(1e-9).And.Positive);
        }
    }

    [Test]
    public void Gpu_measures_all_from_one_program_and_needs_no_PyTorch()
    {
        RunnerResult result = BenchmarkScript.Run("gpu.sh", _folder, NoPyTorch, "--quick", "--out", "measured").Expect(0);

        string folder = Path.Combine(_folder.Path, "measured");
        foreach (string name in new[] { "launch", "gemm", "conv", "step", "step-packed", "study-batch-size", "quickstart.trace" })
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, $"{name}.json")));
            Assert.That(document.RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object), name);
        }

        Assert.That(result.Output, Does.Contain("Left out").And.Contains("s packed"));
        Assert.That(File.ReadAllText(Path.Combine(folder, "tables.txt")), Does.Contain("## Launch").And.Contains("## Convolutions").And.Contains("ms/step"));
    }

    [TestCase("against-torch.sh", "--nothing", "there is no option '--nothing'")]
    [TestCase("against-torch.sh", "--rounds", "--rounds wants a value")]
    [TestCase("against-torch.sh", "--rounds=0", "there is no option '--rounds=0'")]
    [TestCase("gpu.sh", "--out", "--out wants a value")]
    public void A_wrong_option_is_told(string script, string option, string reason) =>
        Assert.That(BenchmarkScript.Run(script, _folder, NoPyTorch, option).Expect(2).Error, Does.Contain(reason));

    [Test]
    public void Against_torch_without_PyTorch_says_how_to_get_it() =>
        Assert.That(BenchmarkScript.Run("against-torch.sh", _folder, NoPyTorch).Expect(2).Error, Does.Contain("false has no PyTorch").And.Contains("python3-torch"));
}
