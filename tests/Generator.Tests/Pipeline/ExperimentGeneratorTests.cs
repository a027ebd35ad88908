using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Pipeline;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Pipeline;

public sealed class ExperimentGeneratorTests
{
    [Test]
    public void Each_experiment_becomes_a_class_that_compiles_and_stands_in_the_catalogue()
    {
        GeneratorRunResult result = Session().Write("/e/plain.yaml", Experiments.Plain).Write("/e/other.yaml", Named("other")).Run();

        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.ToString()), Is.Empty);
        Assert.That(result.GeneratedSources.Select(source => source.HintName), Is.EquivalentTo(new[] { "Plain.g.cs", "Plain.Source.g.cs", "Other.g.cs", "Other.Source.g.cs", "ExperimentCatalogue.g.cs" }));
        Assert.That(GeneratedCode.Compile(result.GeneratedSources.Select(source => source.SourceText.ToString())), Is.Empty);
        Snapshot.Verify("ExperimentCatalogue", Source(result, "ExperimentCatalogue.g.cs"));
        Snapshot.Verify("Experiment.Plain", Source(result, "Plain.g.cs"));
        Snapshot.Verify("Experiment.Plain.Source", Source(result, "Plain.Source.g.cs"));
    }

    [Test]
    public void A_project_without_experiments_has_an_empty_catalogue()
    {
        GeneratorRunResult result = Session().Run();

        Assert.That(result.GeneratedSources.Select(source => source.HintName), Is.EqualTo(new[] { "ExperimentCatalogue.g.cs" }));
        Assert.That(GeneratedCode.Compile(Source(result, "ExperimentCatalogue.g.cs")), Is.Empty);
    }

    [Test]
    public void A_mistake_is_reported_at_its_place_in_the_yaml_and_other_files_are_generated()
    {
        GeneratorRunResult result = Session()
            .Write("/e/plain.yaml", Experiments.Plain)
            .Write("/e/wrong.yaml", Named("wrong").Replace("optimizer: sgd", "optimiser: sgd", StringComparison.Ordinal))
            .Run();

        Diagnostic unknown = result.Diagnostics.First(diagnostic => diagnostic.Id == "SWEEP0101");
        Assert.That(unknown.Location.GetLineSpan().ToString(), Is.EqualTo("/e/wrong.yaml: (8,2)-(8,11)"));
        Assert.That(result.GeneratedSources.Select(source => source.HintName), Is.EquivalentTo(new[] { "Plain.g.cs", "Plain.Source.g.cs", "ExperimentCatalogue.g.cs" }));
    }

    [TestCase("plain", "plain")]
    [TestCase("two-words", "two_words")]
    [TestCase("case", "CASE")]
    public void Two_experiments_that_make_one_class_are_reported_in_both_files(string first, string second)
    {
        GeneratorRunResult result = Session().Write("/e/a.yaml", Named(first)).Write("/e/b.yaml", Named(second)).Write("/e/c.yaml", Named("third")).Run();

        Assert.That(
            result.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().Path} {diagnostic.Location.GetLineSpan().StartLinePosition}"),
            Is.EqualTo(new[] { "SWEEP0250 /e/a.yaml 0,6", "SWEEP0250 /e/b.yaml 0,6" }));
        Assert.That(result.GeneratedSources.Select(source => source.HintName), Is.EquivalentTo(new[] { "Third.g.cs", "Third.Source.g.cs", "ExperimentCatalogue.g.cs" }));
    }

    [Test]
    public void Accepted_and_open_confounds_go_with_the_text_at_their_places()
    {
        string open = Experiments.Plain.Replace("  - { rule: SWEEP0603, reason: A test. }\n", "", StringComparison.Ordinal);

        string source = Source(Session().Write("/e/plain.yaml", open).Run(), "Plain.Source.g.cs");

        Assert.That(source, Does.Match("new\\(\"SWEEP0601\", \"[^\"]+\", \"[^\"]*epoch [^\"]*\", 11, 3, \"A test\\.\"\\)"));
        Assert.That(source, Does.Match("new\\(\"SWEEP0603\", \"[^\"]+\", \"[^\"]*one seed[^\"]*\", 12, 1\\)"));
        Assert.That(source, Does.Not.Contain("To keep it so"));
    }

    [TestCase("description: \"</script><script>alert(1)</script>\"")]
    [TestCase("description: 'a\"b\\c {0} $x'")]
    [TestCase("description: \"*/ }}} \u2028 // \u202e\"")]
    public void Text_of_any_kind_compiles(string line)
    {
        GeneratorRunResult result = Session().Write("/e/plain.yaml", Experiments.Plain.Replace("name: plain", $"name: plain\n{line}", StringComparison.Ordinal)).Run();

        Assert.That(GeneratedCode.Compile(result.GeneratedSources.Select(source => source.SourceText.ToString())), Is.Empty);
        Assert.That(Source(result, "ExperimentCatalogue.g.cs"), Is.Not.Empty);
    }

    [Test]
    public void Words_come_from_the_snippets_of_the_project()
    {
        string yaml = Experiments.Plain.Replace("activation: relu", "activation: swish", StringComparison.Ordinal);
        GeneratorSession session = Session().Write("/e/plain.yaml", yaml);
        Assert.That(session.Run().Diagnostics, Is.Not.Empty);

        GeneratorRunResult result = session.Write("/shaders/activations/swish.glsl", Snippets.Gelu).Run();

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(Source(result, "Plain.g.cs"), Does.Contain("Activations.Swish"));
    }

    [Test]
    public void Bytes_that_are_no_utf8_are_a_diagnostic()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes(Experiments.Plain.Replace("name: plain", "name: plain # gr\u00FC\u00DFe", StringComparison.Ordinal));
        MemoryText asTheCompilerReads = new("/e/plain.yaml", SourceText.From(Encoding.Latin1.GetString(latin1), Encoding.Latin1));

        GeneratorRunResult result = Session().Write(asTheCompilerReads).Run();

        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Id), Does.Contain("SWEEP0002"));
        Assert.That(result.Diagnostics.First().Location.GetLineSpan().StartLinePosition.Line, Is.Zero);
    }

    [Test]
    public void Utf16_is_a_diagnostic()
    {
        GeneratorRunResult result = Session().Write(new MemoryText("/e/plain.yaml", SourceText.From(Experiments.Plain, Encoding.Unicode))).Run();

        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Id), Does.Contain("SWEEP0002"));
    }

    [Test]
    public void A_comment_that_moves_lines_generates_nothing_anew_but_the_text_itself()
    {
        GeneratorSession session = Session().Write("/e/plain.yaml", Experiments.Plain).Write("/e/other.yaml", Named("other"));
        session.Run();

        GeneratorRunResult result = session.Write("/e/plain.yaml", "# a comment\n" + Experiments.Plain).Run();

        Assert.That(Steps.Reasons(result, StepNames.ExperimentParse), Is.EquivalentTo(new[] { IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached }));
        Assert.That(Steps.Reasons(result, StepNames.ExperimentModel), Is.EquivalentTo(new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached }));
        Assert.That(Steps.SourceOutputs(result).Count(reason => reason == IncrementalStepRunReason.Modified), Is.EqualTo(1));
        Assert.That(Steps.SourceOutputs(result).Count(reason => reason == IncrementalStepRunReason.Cached), Is.EqualTo(4));
        Assert.That(Source(result, "Plain.Source.g.cs"), Does.Contain("\"# a comment\""));
    }

    [Test]
    public void Editing_one_experiment_generates_that_one_alone_and_not_the_catalogue()
    {
        GeneratorSession session = Session().Write("/e/plain.yaml", Experiments.Plain).Write("/e/other.yaml", Named("other"));
        session.Run();

        GeneratorRunResult result = session.Write("/e/plain.yaml", Experiments.Plain.Replace("0.1", "0.2", StringComparison.Ordinal)).Run();

        Assert.That(Steps.Reasons(result, StepNames.ExperimentNames), Is.All.EqualTo(IncrementalStepRunReason.Unchanged).Or.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(Steps.SourceOutputs(result).Count(reason => reason == IncrementalStepRunReason.Modified), Is.EqualTo(2));
        Assert.That(Steps.SourceOutputs(result).Count(reason => reason == IncrementalStepRunReason.Cached), Is.EqualTo(3));
    }

    [Test]
    public void Editing_the_body_of_a_snippet_parses_no_experiment_anew()
    {
        GeneratorSession session = Session().Write("/e/plain.yaml", Experiments.Plain);
        session.Run();

        GeneratorRunResult result = session.Write("/shaders/activations/relu.glsl", Snippets.Relu.Replace("dy : 0.0", "dy : -0.0", StringComparison.Ordinal)).Run();

        Assert.That(Steps.Reasons(result, StepNames.Vocabulary), Is.All.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(Steps.Reasons(result, StepNames.ExperimentParse), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void A_deleted_experiment_leaves_the_catalogue()
    {
        GeneratorSession session = Session().Write("/e/plain.yaml", Experiments.Plain).Write("/e/other.yaml", Named("other"));
        session.Run();

        GeneratorRunResult result = session.Delete("/e/other.yaml").Run();

        Assert.That(Source(result, "ExperimentCatalogue.g.cs"), Does.Not.Contain("Other"));
    }

    private static string Source(GeneratorRunResult result, string name) => result.GeneratedSources.Single(source => source.HintName == name).SourceText.ToString();

    private static string Named(string name) => Experiments.Plain.Replace("name: plain", $"name: {name}", StringComparison.Ordinal);

    private static GeneratorSession Session() => new GeneratorSession(new ExperimentGenerator(), "Experiments")
        .Write("/shaders/activations/relu.glsl", Snippets.Relu)
        .Write("/shaders/activations/identity.glsl", Snippets.Relu)
        .Write("/shaders/optimizers/sgd.glsl", Snippets.Adam.Replace("beta1", "momentum", StringComparison.Ordinal));
}
