using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes a length of training of a mapping whose one key is the unit it is counted in.</summary>
internal sealed class LengthBinder(CheckContext context)
{
    private static readonly (string Key, LengthUnit Unit)[] Units =
    [
        ("epochs", LengthUnit.Epochs), ("updates", LengthUnit.Updates), ("examples", LengthUnit.Examples), ("seconds", LengthUnit.Seconds),
    ];

    /// <summary>The length; null when there is none, or it is in error.</summary>
    /// <param name="length">The checked mapping.</param>
    /// <param name="rule">Its rule, whose keys are the units it may have.</param>
    /// <param name="says">What it says, as messages put it.</param>
    public TrainingLength? Bind(CheckedMapping? length, MappingRule rule, string says)
    {
        if (length is null)
        {
            return null;
        }

        (string Key, LengthUnit Unit)[] given = [.. Units.Where(unit => length.Entries.ContainsKey(unit.Key))];
        if (given.Length > 1)
        {
            string both = given.Length == 2 ? $"both '{given[0].Key}' and '{given[1].Key}'" : string.Join(", ", given.Select(unit => $"'{unit.Key}'"));
            context.Report(DiagnosticCatalogue.ConflictingKeys, length.Entries[given[1].Key].KeySpan, $"'{rule.Title}' has {both}. Keep one of them: it says {says}.");
            return null;
        }

        if (given.Length == 0)
        {
            if (length.IsComplete)
            {
                string units = Wording.Alternatives([.. rule.Keys.Select(key => key.Name)]);
                context.Report(DiagnosticCatalogue.MissingKey, length.Span, $"'{rule.Title}' lacks {units}: one of them says {says}.");
            }

            return null;
        }

        return length.Expression(given[0].Key) is { } amount ? new TrainingLength(given[0].Unit, amount) : null;
    }
}
