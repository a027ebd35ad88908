namespace SweepDsl.Generator.Pipeline;

/// <summary>Names of the pipelines' steps, for tests that look at what was computed anew.</summary>
public static class StepNames
{
    public const string KernelParse = nameof(KernelParse);
    public const string KernelModel = nameof(KernelModel);
    public const string ActivationParse = nameof(ActivationParse);
    public const string ActivationModels = nameof(ActivationModels);
    public const string OptimizerParse = nameof(OptimizerParse);
    public const string OptimizerModel = nameof(OptimizerModel);
    public const string OptimizerModels = nameof(OptimizerModels);
    public const string Vocabulary = nameof(Vocabulary);
    public const string ExperimentParse = nameof(ExperimentParse);
    public const string ExperimentModel = nameof(ExperimentModel);
    public const string ExperimentText = nameof(ExperimentText);
    public const string ExperimentNames = nameof(ExperimentNames);
    public const string TypeClashes = nameof(TypeClashes);
}
