using SweepDsl.Dsl;

namespace SweepDsl.Generator.Models;

/// <summary>What one input file yielded: the model, free of positions, and apart from it what is to be reported.</summary>
/// <param name="Model">Null when so little could be read that nothing can be generated.</param>
/// <param name="Start">The file's beginning, or its name in itself: the place for reports about the file as a whole.</param>
/// <param name="Diagnostics">All that is wrong with the file.</param>
public sealed record Parsed<T>(T? Model, SourceLocation Start, ValueList<DiagnosticInfo> Diagnostics)
    where T : class, IEquatable<T>;
