using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes one list of nested parameters: <c>optimizer: { parameters: { beta1: … } }</c> becomes <c>optimizer.beta1</c>.</summary>
internal static class ParameterTree
{
    private const string Key = "parameters";

    /// <summary>The parameters, in the order of the text.</summary>
    public static IEnumerable<NamedNode> Flatten(CheckContext context, MappingNode parameters, string prefix = "")
    {
        foreach (MappingEntry entry in parameters.Entries)
        {
            string name = prefix + entry.Key.Value;
            if (entry.Value is not MappingNode mapping || mapping.Entries.FirstOrDefault(inner => inner.Key.Value == Key) is not { } nested)
            {
                yield return new NamedNode(name, entry.Key, entry.Value);
                continue;
            }

            if (mapping.Entries.FirstOrDefault(inner => inner != nested) is { } other)
            {
                context.Report(DiagnosticCatalogue.ConflictingKeys, other.Key.Span, $"The parameter {Wording.Quote(name)} has both 'parameters' and {Wording.Quote(other.Key.Value)}: what holds parameters has no value of its own. Keep one of the two.");
            }

            if (nested.Value is MappingNode inside)
            {
                foreach (NamedNode parameter in Flatten(context, inside, name + "."))
                {
                    yield return parameter;
                }
            }
            else if (nested.Value is not BrokenNode)
            {
                context.Report(DiagnosticCatalogue.WrongType, nested.Value.Span, $"'parameters' takes names with values, and here stands {RuleWording.Of(nested.Value)}.");
            }
        }
    }
}
