using Microsoft.CodeAnalysis;
using SweepDsl.Dsl;
using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Emit;
using SweepDsl.Generator.Glsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Pipeline;

/// <summary>
/// Makes typed C# of the declarations in GLSL: a wrapper for each kernel, a record for each optimizer, and the lists of activations and optimizers.
/// Each file has its own pipeline; source and diagnostics part right behind the parser, so that a moved line reports anew without generating anew.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class KernelGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> isWanted = context.Wants(GeneratorOutput.Kernels);
        IncrementalValuesProvider<Parsed<KernelModel>> kernels =
            context.Parse(isWanted, InputFiles.IsKernel, KernelParser.Parse).WithTrackingName(StepNames.KernelParse);
        IncrementalValuesProvider<Parsed<ActivationModel>> activations =
            context.Parse(isWanted, InputFiles.IsActivation, ActivationParser.Parse).WithTrackingName(StepNames.ActivationParse);
        IncrementalValuesProvider<Parsed<OptimizerModel>> optimizers =
            context.Parse(isWanted, InputFiles.IsOptimizer, OptimizerParser.Parse).WithTrackingName(StepNames.OptimizerParse);

        IncrementalValueProvider<TypeClashes> clashes = kernels.Select((kernel, _) => TypeOrigin.Of(kernel)).Collect()
            .Combine(optimizers.Select((optimizer, _) => TypeOrigin.Of(optimizer)).Collect())
            .Select((pair, _) => TypeClashes.Find(pair.Left.AddRange(pair.Right).OfType<TypeOrigin>(), KernelDiagnostics.TypeClash));
        IncrementalValueProvider<ValueList<string>> clashingNames =
            clashes.Select((found, _) => found.TypeNames).WithTrackingName(StepNames.TypeClashes);

        context.RegisterTypes(kernels.Models(StepNames.KernelModel), clashingNames, KernelEmitter.Emit);
        context.RegisterTypes(optimizers.Models(StepNames.OptimizerModel), clashingNames, OptimizerEmitter.Emit);
        context.RegisterFile(isWanted, activations.Models(StepNames.ActivationModels).Sorted(model => model.Name), ActivationsEmitter.TypeName, ActivationsEmitter.Emit);
        context.RegisterFile(isWanted, optimizers.Models(StepNames.OptimizerModels).Sorted(model => model.Name), OptimizersEmitter.TypeName, OptimizersEmitter.Emit);

        context.RegisterDiagnostics(kernels.Select((kernel, _) => kernel.Diagnostics));
        context.RegisterDiagnostics(activations.Select((activation, _) => activation.Diagnostics));
        context.RegisterDiagnostics(optimizers.Select((optimizer, _) => optimizer.Diagnostics));
        context.RegisterSourceOutput(clashes, (output, found) => Outputs.Report(output, found.Diagnostics));
    }
}
