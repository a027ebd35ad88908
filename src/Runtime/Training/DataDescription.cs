namespace SweepDsl.Runtime.Training;

/// <summary>A loaded data set, as the study sees it.</summary>
/// <param name="TrainExamples">Training examples of an epoch, without those held out.</param>
/// <param name="ValidationExamples">Training examples held out for validation.</param>
/// <param name="TestExamples">Test examples.</param>
/// <param name="Fingerprint">Hash of the data's content: other data make other trials.</param>
public sealed record DataDescription(int TrainExamples, int ValidationExamples, int TestExamples, string Fingerprint);
