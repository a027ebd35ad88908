using SweepDsl.Dsl.Confounds;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes an experiment of a tree of nodes, or finds everything that is wrong with it.</summary>
internal sealed class ExperimentBinder(CheckContext context, LanguageSchema schema)
{
    /// <summary>The experiment; null when anything is in error.</summary>
    public ExperimentModel? Bind(YamlNode root)
    {
        MappingNode? sweep = (root as MappingNode)?.Find("sweep") as MappingNode;
        YamlNode? tune = sweep?.Find("tune");
        string? tunedName = tune is MappingNode { Entries.Count: > 0 } range ? range.Entries[0].Key.Value : null;
        ParameterNames names = new(context, schema.Training);
        List<DeclaredParameter> parameters = [.. new ParameterBinder(context, schema.Training, names, PairBinder.Names(sweep?.Find("pairs")), tunedName).Bind(sweep?.Find("parameters"))];
        bool isListedToo = parameters.Any(parameter => parameter.Name == tunedName);
        DeclaredParameter? tuned = new TuneBinder(context, schema.Training, isListedToo ? new ParameterNames(context, schema.Training) : names).Bind(tune);
        parameters.AddRange(tuned is null ? [] : [tuned]);
        HashSet<string> swept = [.. parameters.Where(parameter => parameter.IsSetting).Select(parameter => parameter.Name)];
        Dictionary<string, ScalarType?> types = [];
        foreach (DeclaredParameter parameter in parameters)
        {
            types[parameter.Name] = parameter.Parameter?.Type;
        }

        SchemaChecker checker = new(context, new ExpressionScope(types, [], KnowsExamples: true), swept, schema.Layer);
        YamlNode complete = new NestedSettings(context, schema.Training).Apply(root, parameters);
        return checker.Mapping(complete, schema.Root, "The experiment", new SourceSpan(root.Span.Start, root.Span.Start)) is { } experiment ? Bind(experiment, parameters, tuned) : null;
    }

    private ExperimentModel? Bind(CheckedMapping experiment, IReadOnlyList<DeclaredParameter> parameters, DeclaredParameter? tuned)
    {
        CheckedMapping? checkedDataset = experiment.Find<CheckedMapping>("dataset");
        CheckedMapping? checkedTraining = experiment.Find<CheckedMapping>("training");
        DatasetSettings? dataset = checkedDataset is null ? null : new DatasetBinder(context).Bind(checkedDataset);
        int? examples = dataset is null ? null : DatasetBinder.Examples(checkedDataset!);
        TrainingBinder trainingBinder = new(context, parameters);
        TrainingSettings? training = checkedTraining is null ? null : trainingBinder.Bind(checkedTraining);
        SweepBinder sweepBinder = new(context, parameters, tuned, schema.Training);
        double heldOut = checkedDataset?.Find<CheckedScalar>("validation_fraction")?.Number ?? 0;
        SweepSettings? sweep = sweepBinder.Bind(experiment.Find<CheckedMapping>("sweep"), checkedTraining, heldOut);
        CheckedList? layers = experiment.Find<CheckedMapping>("model")?.Find<CheckedList>("layers");
        LayerBinder layerBinder = new();
        ValueList<Layer> upToFirstFault = layerBinder.BindList(layers);
        bool isWhole = upToFirstFault.Count == layers?.Items.Count;
        ValueList<NetworkSummary> summaries = default;
        if (examples is not null && checkedTraining?.Find<CheckedMapping>("evaluate")?.Find<CheckedScalar>("train_examples") is { } evaluated)
        {
            context.Deferred.Add(new DeferredCheck(evaluated.Value, NumberRange.Between(1, examples.Value), "'train_examples' of 'evaluate'", evaluated.Span));
        }

        Grid? grid = null;
        if (sweepBinder.IsWithinLimit)
        {
            grid = new([.. parameters.Select(parameter => parameter.Parameter).OfType<Parameter>()], sweepBinder.Pairs, examples, context.Cancellation);
            GridChecker gridChecker = new(context, grid);
            gridChecker.CheckValues();
            gridChecker.CheckConditions();
            if (dataset is not null)
            {
                summaries = new ShapeChecker(context, grid, dataset.Source, layerBinder.Spans).Check(upToFirstFault, isWhole, checkedTraining is null ? null : trainingBinder.BatchSize(checkedTraining));
            }

            if (training is not null && examples is not null)
            {
                gridChecker.CheckBatches(training, examples.Value, BatchSpan(checkedTraining!, parameters));
            }

            if (training is not null)
            {
                new TrainingRulesChecker(context, grid, training, examples, key => SpanOf(key, checkedTraining!, parameters)).Check();
            }
        }

        if (context.Diagnostics.HasErrors || dataset is null || training is null || sweep is null || !isWhole || !experiment.IsComplete)
        {
            return null;
        }

        ExperimentModel model = new()
        {
            Name = experiment.Find<CheckedScalar>("name")!.Text,
            Description = experiment.Find<CheckedScalar>("description")?.Text,
            Dataset = dataset,
            Network = new NetworkSettings(upToFirstFault, summaries),
            Training = training,
            Sweep = sweep with { SpaceSize = grid!.CountPoints(sweep.Tune?.Parameter) },
        };
        StudyDesign design = new(model, experiment, parameters, grid, examples);
        EarlyTerminationBinder.CheckReach(context, design);
        ConfoundLinter.Check(context, design, experiment.Find<CheckedList>("suppress"));
        return model;
    }

    private static SourceSpan SpanOf(string key, CheckedMapping training, IReadOnlyList<DeclaredParameter> parameters) =>
        parameters.FirstOrDefault(parameter => parameter.IsSetting && parameter.Name == key)?.Span
        ?? (training.Entries.TryGetValue(key, out CheckedEntry? entry) ? entry.KeySpan : training.Span);

    private static SourceSpan BatchSpan(CheckedMapping training, IReadOnlyList<DeclaredParameter> parameters) =>
        parameters.FirstOrDefault(parameter => parameter.Name == "batch_size")?.Span ?? training.Find<CheckedScalar>("batch_size")?.Span ?? training.Span;
}
