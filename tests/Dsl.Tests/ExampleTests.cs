using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Tests;

public sealed class ExampleTests
{
    [TestCaseSource(typeof(RepositoryFiles), nameof(RepositoryFiles.Examples))]
    public void Examples_of_the_repository_have_no_diagnostics(string path)
    {
        ParseResult result = ExperimentParser.Parse(path, File.ReadAllBytes(path), BuiltInVocabulary.Value);

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Model, Is.Not.Null);
    }

    [TestCaseSource(typeof(RepositoryFiles), nameof(RepositoryFiles.Examples))]
    public void Examples_name_the_schema_in_their_first_line_and_bear_the_name_of_their_file(string path)
    {
        ExperimentModel model = ExperimentParser.Parse(path, File.ReadAllBytes(path), BuiltInVocabulary.Value).Model!;

        Assert.That(File.ReadLines(path).First(), Is.EqualTo("# yaml-language-server: $schema=./experiment.schema.json"));
        Assert.That(model.Name, Is.EqualTo(Path.GetFileNameWithoutExtension(path)));
    }

    [TestCase("batch-size-cifar10", 15_722, 27)]
    [TestCase("batch-size", 9_802, 27)]
    [TestCase("quickstart", 16_826, 3)]
    [TestCase("learning-rate", 16_826, 24)]
    public void Examples_have_the_parameters_and_trials_they_speak_of(string name, long parameters, int trials)
    {
        ExperimentModel model = ExperimentParser.Parse(name, File.ReadAllBytes(Path.Combine(RepositoryFiles.Experiments, $"{name}.yaml")), BuiltInVocabulary.Value).Model!;

        Assert.That(model.Network.Summaries.Single().Parameters, Is.EqualTo(parameters));
        Assert.That(model.Sweep.PointCount * model.Sweep.Seeds.Count, Is.EqualTo(trials));
    }
}
