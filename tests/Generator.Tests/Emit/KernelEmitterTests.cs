using SweepDsl.Generator.Emit;
using SweepDsl.Generator.Models;
using SweepDsl.Generator.Tests.Fixtures;
using SweepDsl.Generator.Tests.Glsl;

namespace SweepDsl.Generator.Tests.Emit;

public sealed class KernelEmitterTests
{
    [Test]
    public void A_kernel_becomes_a_record_that_compiles_without_warning()
    {
        string code = KernelEmitter.Emit(Parse.Kernel(Snippets.Kernel, "scale_rows").Model!).ToString();

        Snapshot.Verify("Kernel.ScaleRows", code);
        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    [Test]
    public void A_kernel_without_any_declaration_becomes_a_record_too()
    {
        string code = KernelEmitter.Emit(Parse.Kernel("#version 450\nvoid main() { }", "nothing_at_all").Model!).ToString();

        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    [Test]
    public void An_optimizer_becomes_a_record_that_compiles_without_warning()
    {
        string code = OptimizerEmitter.Emit(Parse.Optimizer(Snippets.Adam, "adam_like").Model!).ToString();

        Snapshot.Verify("Optimizer.AdamLike", code);
        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    [Test]
    public void The_lists_of_activations_and_optimizers_compile_without_warning()
    {
        ActivationModel[] activations = [Parse.Activation(Snippets.Gelu, "gelu").Model!, Parse.Activation(Snippets.Relu, "relu").Model!];
        OptimizerModel optimizer = Parse.Optimizer(Snippets.Adam, "adam_like").Model!;
        string activationList = ActivationsEmitter.Emit(Dsl.ValueList.Of(activations)).ToString();
        string optimizerList = OptimizersEmitter.Emit(Dsl.ValueList.Of(optimizer)).ToString();

        Snapshot.Verify("Activations", activationList);
        Assert.That(
            GeneratedCode.Compile(
                activationList.Replace("class Activations", "class MoreActivations", StringComparison.Ordinal),
                optimizerList.Replace("class Optimizers", "class MoreOptimizers", StringComparison.Ordinal),
                OptimizerEmitter.Emit(optimizer).ToString()),
            Is.Empty);
    }

    [Test]
    public void The_empty_lists_compile_without_warning()
    {
        string activations = ActivationsEmitter.Emit(default).ToString().Replace("class Activations", "class NoActivations", StringComparison.Ordinal);
        string optimizers = OptimizersEmitter.Emit(default).ToString().Replace("class Optimizers", "class NoOptimizers", StringComparison.Ordinal);

        Assert.That(GeneratedCode.Compile(activations, optimizers), Is.Empty);
    }
}
