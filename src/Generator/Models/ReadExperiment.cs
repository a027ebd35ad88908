namespace SweepDsl.Generator.Models;

/// <summary>A YAML file as it was read: the experiment, and apart from it its text.</summary>
/// <param name="Class">The experiment and what is wrong with it.</param>
/// <param name="Text">The text; null when nothing can be generated.</param>
public sealed record ReadExperiment(Parsed<ExperimentClass> Class, ExperimentText? Text);
