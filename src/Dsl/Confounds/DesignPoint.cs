namespace SweepDsl.Dsl.Confounds;

/// <summary>A point of a sweep as far as its method goes.</summary>
/// <param name="BatchSize">Examples an update.</param>
/// <param name="LearningRate">Learning rate.</param>
/// <param name="Budget">When training ends, in the unit of its budget.</param>
/// <param name="Updates">Updates in all; null where only the data, or a clock, can tell.</param>
/// <param name="UpdatesToEvaluation">Updates until training is measured first; null where only the data can tell.</param>
/// <param name="Evaluations">How often training is measured, its end included; null where only the data, or a clock, can tell.</param>
internal readonly record struct DesignPoint(int BatchSize, double LearningRate, double Budget, long? Updates, long? UpdatesToEvaluation, long? Evaluations);
