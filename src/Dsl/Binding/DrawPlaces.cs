using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Where the parts of a distribution stand.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Word">The distribution.</param>
/// <param name="Mapping">Its keys.</param>
internal sealed record DrawPlaces(string Parameter, string Word, MappingNode Mapping)
{
    /// <summary>The place of the first of some keys that is there; of the word, or of all, where none is.</summary>
    public SourceSpan Of(params string[] keys) =>
        keys.Append(DistributionRules.Key).Select(Mapping.Find).FirstOrDefault(node => node is not null)?.Span ?? Mapping.Span;
}
