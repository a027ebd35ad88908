using Microsoft.CodeAnalysis;
using SweepDsl.Generator.Pipeline;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Pipeline;

public sealed class KernelGeneratorTests
{
    [Test]
    public void Every_input_becomes_its_file()
    {
        GeneratorRunResult result = Session()
            .Write("/shaders/conv2d_forward.comp", Snippets.Kernel)
            .Write("/shaders/activations/relu.glsl", Snippets.Relu)
            .Write("/shaders/optimizers/adam.glsl", Snippets.Adam)
            .Write("/shaders/include/indexing.glsl", "not for the generator")
            .Run();

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(
            result.GeneratedSources.Select(source => source.HintName),
            Is.EquivalentTo(new[] { "Conv2dForward.g.cs", "AdamOptimizer.g.cs", "Activations.g.cs", "Optimizers.g.cs" }));
    }

    [Test]
    public void A_project_that_does_not_ask_for_kernels_gets_none()
    {
        GeneratorRunResult result = new GeneratorSession(new KernelGenerator(), "Experiments").Write("/shaders/a.comp", Snippets.Kernel).Run();

        Assert.That(result.GeneratedSources, Is.Empty);
    }

    [Test]
    public void A_diagnostic_points_into_the_file()
    {
        GeneratorRunResult result = Session().Write("/shaders/wrong.comp", "#version 450\n  #include <colour>\n").Run();

        Diagnostic diagnostic = result.Diagnostics.Single();
        Assert.That(diagnostic.Id, Is.EqualTo("SWEEP0721"));
        Assert.That(diagnostic.Location.GetLineSpan().ToString(), Is.EqualTo("/shaders/wrong.comp: (1,11)-(1,19)"));
        Assert.That(diagnostic.Severity, Is.EqualTo(DiagnosticSeverity.Error));
        Assert.That(diagnostic.Descriptor.HelpLinkUri, Is.EqualTo("README.md#diagnostics"));
    }

    [Test]
    public void Two_files_that_make_one_type_are_both_reported_and_the_rest_is_generated()
    {
        GeneratorRunResult result = Session()
            .Write("/shaders/scale.comp", "void main() { }")
            .Write("/shaders/more/scale.comp", "void main() { }")
            .Write("/shaders/other.comp", "void main() { }")
            .Run();

        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { "SWEEP0704", "SWEEP0704" }));
        Assert.That(
            result.Diagnostics.Select(diagnostic => diagnostic.Location.GetLineSpan().Path), Is.EqualTo(new[] { "/shaders/more/scale.comp", "/shaders/scale.comp" }));
        Assert.That(result.GeneratedSources.Select(source => source.HintName), Does.Contain("Other.g.cs").And.Not.Contain("Scale.g.cs"));
    }

    [Test]
    public void A_comment_that_moves_lines_reports_anew_but_generates_nothing_anew()
    {
        GeneratorSession session = Session().Write("/shaders/a.comp", "#include <colour>\n").Write("/shaders/b.comp", Snippets.Kernel);
        session.Run();

        GeneratorRunResult result = session.Write("/shaders/a.comp", "#version 450\n#include <colour>\n").Run();

        Assert.That(result.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line, Is.EqualTo(1));
        Assert.That(Steps.Reasons(result, StepNames.KernelParse), Is.EquivalentTo(new[] { IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached }));
        Assert.That(Steps.Reasons(result, StepNames.KernelModel), Is.EquivalentTo(new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached }));
        Assert.That(Steps.SourceOutputs(result), Has.None.EqualTo(IncrementalStepRunReason.Modified).And.None.EqualTo(IncrementalStepRunReason.New));
    }

    [Test]
    public void Editing_one_activation_leaves_kernels_and_optimizers_alone()
    {
        GeneratorSession session = Session()
            .Write("/shaders/a.comp", Snippets.Kernel)
            .Write("/shaders/activations/relu.glsl", Snippets.Relu)
            .Write("/shaders/optimizers/adam.glsl", Snippets.Adam);
        session.Run();

        GeneratorRunResult result = session.Write("/shaders/activations/relu.glsl", Snippets.Gelu).Run();

        Assert.That(Steps.Reasons(result, StepNames.KernelParse), Is.All.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(Steps.Reasons(result, StepNames.OptimizerParse), Is.All.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(Steps.SourceOutputs(result).Count(reason => reason == IncrementalStepRunReason.Modified), Is.EqualTo(1));
    }

    private static GeneratorSession Session() => new(new KernelGenerator(), "Kernels");
}
