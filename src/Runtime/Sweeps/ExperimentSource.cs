using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>What an experiment was generated from, for those who read its results.</summary>
/// <param name="FileName">Name of the YAML file, without folders.</param>
/// <param name="Text">All of it.</param>
/// <param name="Warnings">What the build found doubtful in the study's method, in the order of the text.</param>
public sealed record ExperimentSource(string FileName, string Text, ImmutableArray<MethodWarning> Warnings);

/// <summary>A way in which a study's design may not answer its question.</summary>
/// <param name="Rule">The rule, such as <c>SWEEP0601</c>.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Message">What it means for this study, with its numbers and the remedy.</param>
/// <param name="Line">Line of the YAML, counted from 1.</param>
/// <param name="Column">Column of the YAML, counted from 1.</param>
/// <param name="Accepted">Why the author keeps the design; null where the build warns.</param>
public sealed record MethodWarning(string Rule, string Title, string Message, int Line, int Column, string? Accepted = null);
