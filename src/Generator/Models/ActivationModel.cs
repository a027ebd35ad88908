namespace SweepDsl.Generator.Models;

/// <summary>An activation snippet.</summary>
/// <param name="Name">File name without extension: the word in the YAML.</param>
/// <param name="Summary">First line of the header comment; empty when there is none.</param>
/// <param name="BackwardFromInput">Whether the derivative needs the input; otherwise the output.</param>
public sealed record ActivationModel(string Name, string Summary, bool BackwardFromInput);
