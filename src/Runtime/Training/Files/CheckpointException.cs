namespace SweepDsl.Runtime.Training.Files;

/// <summary>A stored checkpoint cannot be used. The message names the file and the defect.</summary>
/// <param name="message">Which file, and what is wrong with it.</param>
public sealed class CheckpointException(string message) : Exception(message);
