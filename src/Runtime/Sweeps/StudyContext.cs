namespace SweepDsl.Runtime.Sweeps;

/// <summary>What expressions may ask about the study beyond the parameters.</summary>
/// <param name="Examples">Training examples of an epoch, after <c>train_examples</c> and <c>validation_fraction</c>.</param>
public readonly record struct StudyContext(int Examples);
