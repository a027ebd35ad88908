using System.Text.RegularExpressions;

namespace SweepDsl.Dsl.Tests;

/// <summary>docs/search.md says what is so: its studies are read, and its tables hold what the language knows.</summary>
public sealed class SearchPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFiles.Docs, "search.md"));

    private static IEnumerable<TestCaseData> Studies => Regex.Matches(Page, "```yaml\n(.*?)```", RegexOptions.Singleline)
        .Select(match => match.Groups[1].Value)
        .Select(study => new TestCaseData(study).SetArgDisplayNames(study.Split('\n')[0]));

    [TestCaseSource(nameof(Studies))]
    public void A_study_on_the_page_is_valid(string study) => Assert.That(ExperimentParser.Parse("page.yaml", study, BuiltInVocabulary.Value).Diagnostics, Is.Empty);

    [TestCase("pairs", 3)]
    [TestCase("conditions", 5)]
    [TestCase("tuned", 3)]
    public void A_study_has_the_points_that_the_page_says(string name, int points)
    {
        string study = Studies.Select(data => (string)data.Arguments[0]!).Single(text => text.StartsWith($"name: {name}\n", StringComparison.Ordinal));

        Assert.That(ExperimentParser.Parse("page.yaml", study, BuiltInVocabulary.Value).Model!.Sweep.PointCount, Is.EqualTo(points));
    }

    [Test]
    public void Every_distribution_order_method_and_key_is_on_the_page()
    {
        string[] words =
        [
            .. WandbSweepTests.Distributions, "grid", "random", "bayes", "listed", "shuffled", "coarse_to_fine", "hyperband", "asha", "method", "metric", "target", "parameters", "pairs", "tune", "points", "scale", "seeds",
            "run_cap", "search_seed", "order", "early_terminate", "goal", "when", "else", "values", "value", "probabilities", "min", "max", "mu", "sigma", "min_iter", "max_iter", "eta", "strict",
        ];

        Assert.That(words.Where(word => !Regex.IsMatch(Page, $@"\b{word}\b")), Is.Empty);
    }
}
