using System.Text.Json;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Tests;

public sealed class ExperimentSchemaTests
{
    private const string UpdateVariable = "SWEEPDSL_UPDATE_SCHEMA";

    [Test]
    public void The_committed_schema_is_the_one_made_from_the_tables_and_the_snippets()
    {
        string path = Path.Combine(RepositoryFiles.Experiments, "experiment.schema.json");
        string generated = ExperimentSchema.ToJson(SnippetVocabulary.Read());
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, generated);
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(generated), $"The tables of the language or the snippets changed: run this test with {UpdateVariable}=1 and commit the file.");
    }

    [Test]
    public void The_words_that_the_tests_use_are_among_those_of_the_snippets()
    {
        Vocabulary snippets = SnippetVocabulary.Read();
        IEnumerable<ActivationWord> activations = snippets.Activations.Select(word => word with { Summary = "" });
        IEnumerable<OptimizerWord> optimizers = snippets.Optimizers.Select(
            word => word with { Summary = "", HyperParameters = word.HyperParameters.Select(hyper => hyper with { Summary = "" }).ToValueList() });

        // A user's own snippets may stand beside them.
        Assert.That(BuiltInVocabulary.Value.Activations, Is.SubsetOf(activations));
        Assert.That(BuiltInVocabulary.Value.Optimizers, Is.SubsetOf(optimizers));
    }

    [Test]
    public void The_schema_is_json_and_knows_the_words_of_the_vocabulary()
    {
        Vocabulary vocabulary = new(ValueList.Of(new ActivationWord("mish", "")), ValueList.Of(new OptimizerWord("lion", "Sign of the momentum.", default)));

        using JsonDocument schema = JsonDocument.Parse(ExperimentSchema.ToJson(vocabulary));

        string text = schema.RootElement.ToString();
        Assert.That(text, Does.Contain("\"mish\"").And.Contain("\"lion\"").And.Contain("Sign of the momentum."));
        Assert.That(text, Does.Not.Contain("\"adam\""));
    }
}
