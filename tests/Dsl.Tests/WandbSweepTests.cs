namespace SweepDsl.Dsl.Tests;

/// <summary>Sweep files of the kinds in W&amp;B's documentation, with a data set, a network and training added; EndToEnd.Tests compiles them and draws from them.</summary>
public sealed class WandbSweepTests
{
    /// <summary>W&amp;B's distributions.</summary>
    internal static string[] Distributions { get; } =
    [
        "constant", "categorical", "categorical_w_probabilities", "int_uniform", "uniform", "q_uniform", "log_uniform", "log_uniform_values", "q_log_uniform", "q_log_uniform_values", "inv_log_uniform",
        "inv_log_uniform_values", "normal", "log_normal", "q_normal", "q_log_normal", "beta", "q_beta",
    ];

    private static readonly string[] Exponents = ["log_uniform", "q_log_uniform", "inv_log_uniform"];

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Tests, "EndToEnd.Tests", "WandbSweeps"), "*.yaml").Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void A_sweep_file_is_read_as_it_is(string path)
    {
        ParseResult result = ExperimentParser.Parse(path, File.ReadAllBytes(path), BuiltInVocabulary.Value);

        int exponents = File.ReadLines(path).Count(line => Exponents.Any(word => line.Contains($"distribution: {word},", StringComparison.Ordinal)));
        Assert.That(result.Model, Is.Not.Null, string.Join('\n', result.Diagnostics));
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Id), Is.EqualTo(Enumerable.Repeat("SWEEP0212", exponents)));
    }

    [Test]
    public void There_are_ten_and_they_use_every_distribution_method_and_key()
    {
        string all = string.Join('\n', Files.Select(File.ReadAllText));

        Assert.That(Files.Count(), Is.EqualTo(10));
        Assert.That(Distributions.Where(name => !all.Contains($"distribution: {name},", StringComparison.Ordinal)), Is.Empty);
        foreach (string word in (string[])["method: grid", "method: random", "method: bayes", "run_cap:", "target:", "min_iter:", "max_iter:", "s:", "eta:", "strict:", "parameters:", "probabilities:"])
        {
            Assert.That(all, Does.Contain(word));
        }
    }
}
