using SweepDsl.Dsl.Confounds;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl;

/// <summary>What became of a file: the experiment when it has no error, and all diagnostics in the order of the text.</summary>
/// <param name="Path">The file's path, as it was given.</param>
/// <param name="Model">The experiment; null when there is an error.</param>
/// <param name="Diagnostics">Everything found wrong, in one pass.</param>
public sealed record ParseResult(string Path, ExperimentModel? Model, ValueList<Diagnostic> Diagnostics)
{
    /// <summary>What is doubtful in the method of a study without errors, with what its author accepts, in the order of the text.</summary>
    public ValueList<FoundConfound> Confounds { get; init; }
}
