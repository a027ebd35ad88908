namespace SweepDsl.Runtime.Training.Files;

/// <summary>A file is no safetensors file, or not one this program reads. The message names the defect, not the file.</summary>
/// <param name="message">What is wrong and what was expected.</param>
public sealed class SafetensorsException(string message) : Exception(message);
