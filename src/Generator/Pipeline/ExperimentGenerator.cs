using Microsoft.CodeAnalysis;
using SweepDsl.Dsl;
using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Emit;
using SweepDsl.Generator.Glsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Pipeline;

/// <summary>
/// Makes a class of each experiment in YAML, and the catalogue of them all. Each file has its own pipeline, which also depends on the words that the snippets add to
/// the language; the catalogue depends on names alone. Source and diagnostics part right behind the parser.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ExperimentGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> isWanted = context.Wants(GeneratorOutput.Experiments);
        IncrementalValueProvider<Vocabulary> vocabulary =
            context.Parse(isWanted, InputFiles.IsActivation, ActivationParser.Parse).Models(StepNames.ActivationModels).Collect()
                .Combine(context.Parse(isWanted, InputFiles.IsOptimizer, OptimizerParser.Parse).Models(StepNames.OptimizerModels).Collect())
                .Select((pair, _) => VocabularyBuilder.Build(pair.Left, pair.Right))
                .WithTrackingName(StepNames.Vocabulary);
        IncrementalValuesProvider<ReadExperiment> read =
            context.Files(isWanted, InputFiles.IsExperiment)
                .Combine(vocabulary)
                .Select((pair, cancellationToken) => ExperimentReader.Read(pair.Left.Path, pair.Left.Read(cancellationToken), pair.Right, cancellationToken))
                .WithTrackingName(StepNames.ExperimentParse);
        IncrementalValuesProvider<Parsed<ExperimentClass>> experiments = read.Select((one, _) => one.Class);
        IncrementalValuesProvider<ExperimentText> texts =
            read.Where(one => one.Text is not null).Select((one, _) => one.Text!).WithTrackingName(StepNames.ExperimentText);

        IncrementalValueProvider<TypeClashes> clashes = experiments.Select((experiment, _) => TypeOrigin.Of(experiment)).Collect()
            .Select((origins, _) => TypeClashes.Find(origins.OfType<TypeOrigin>(), ExperimentDiagnostics.NameClash));
        IncrementalValueProvider<ValueList<string>> clashingNames =
            clashes.Select((found, _) => found.TypeNames).WithTrackingName(StepNames.TypeClashes);
        IncrementalValuesProvider<ExperimentClass> models = experiments.Models(StepNames.ExperimentModel);
        IncrementalValueProvider<ValueList<string>> names = models.Select((model, _) => model.TypeName).Collect()
            .Combine(clashingNames)
            .Select((pair, _) => pair.Left.Except(pair.Right).OrderBy(name => name, StringComparer.Ordinal).ToValueList())
            .WithTrackingName(StepNames.ExperimentNames);

        context.RegisterTypes(models, clashingNames, ExperimentEmitter.Emit);
        context.RegisterTypes(texts, clashingNames, SourceEmitter.Emit, SourceEmitter.Suffix);
        context.RegisterFile(isWanted, names, CatalogueEmitter.TypeName, CatalogueEmitter.Emit);
        context.RegisterDiagnostics(experiments.Select((experiment, _) => experiment.Diagnostics));
        context.RegisterSourceOutput(clashes, (output, found) => Outputs.Report(output, found.Diagnostics));
    }
}
