using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads <c>sweep.tune</c>: the one parameter that is searched inside each point.</summary>
/// <param name="context">Where problems go.</param>
/// <param name="training">The training keys, which a parameter of their names sets.</param>
/// <param name="names">Judges the name.</param>
internal sealed class TuneBinder(CheckContext context, MappingRule training, ParameterNames names)
{
    /// <summary>The parameter; null when there is none, or nothing that has a name.</summary>
    /// <param name="node">The value of <c>tune</c>.</param>
    public DeclaredParameter? Bind(YamlNode? node)
    {
        if (node is not MappingNode mapping)
        {
            if (node is not (null or BrokenNode))
            {
                context.Report(DiagnosticCatalogue.WrongType, node.Span, $"'tune' takes one parameter with its range, such as learning_rate: {{ min: 1e-4, max: 1e-1 }}, and here stands {RuleWording.Of(node)}.");
            }

            return null;
        }

        if (mapping.Entries.Count != 1)
        {
            SourceSpan span = mapping.Entries.Count > 1 ? mapping.Entries[1].Key.Span : mapping.Span;
            Fault(span, $"'tune' takes one parameter, and here stand {mapping.Entries.Count}: each is searched with all that is varied outside. List the others under 'parameters'.");
        }

        if (mapping.Entries.Count == 0)
        {
            return null;
        }

        MappingEntry entry = mapping.Entries[0];
        string name = entry.Key.Value;
        bool isSound = names.Check(name, entry.Key);
        KeyRule? setting = training.Find(name) is { IsSetting: true } key ? key : null;
        Parameter? parameter = ParameterOf(name, entry, setting);
        return new DeclaredParameter(name, entry.Key.Span, setting is not null, isSound ? parameter : null);
    }

    private DrawnParameter? ParameterOf(string name, MappingEntry entry, KeyRule? setting)
    {
        SchemaChecker checker = new(context, ExpressionScope.Empty, [], new VariantRule("layer", []));
        CheckedMapping? range = checker.Mapping(entry.Value, SearchRules.Tuned, $"'{name}'", entry.Key.Span);
        if (range is not { IsComplete: true })
        {
            return null;
        }

        if (setting is not (null or { Value: NumberRule { Type: ScalarType.Number } }))
        {
            Fault(entry.Key.Span, $"'{name}' takes {RuleWording.Of(setting.Value)}, and what is tuned is a number. List its values under 'parameters'.");
            return null;
        }

        (CheckedScalar min, CheckedScalar max) = (range.Find<CheckedScalar>("min")!, range.Find<CheckedScalar>("max")!);
        bool isLogarithmic = range.Find<CheckedScalar>("scale")?.Text != "linear";
        if (!(min.Number < max.Number))
        {
            context.Report(DiagnosticCatalogue.EmptyRange, max.Span, $"'max' of '{name}' must be above 'min', and {Point.Text(max.Value)} is not above {Point.Text(min.Value)}.");
            return null;
        }

        if (isLogarithmic && min.Number <= 0)
        {
            context.Report(DiagnosticCatalogue.LogarithmOfNothing, min.Span, $"Values at equal ratios begin above 0, and 'min' of '{name}' is {Point.Text(min.Value)}. Choose a larger one, or 'scale: linear'.");
            return null;
        }

        foreach (CheckedScalar end in new[] { min, max })
        {
            if (setting?.Value is NumberRule rule && !rule.Range.ContainsOnDevice(end.Number))
            {
                context.Report(DiagnosticCatalogue.DrawnOutOfRange, end.Span, $"'{name}' must be {rule.Range}, and {Point.Text(end.Value)} is not.");
                return null;
            }
        }

        return new DrawnParameter(name, ScalarType.Number, new SpacedDraw(min.Number, max.Number, range.Find<CheckedScalar>("points")?.Integer ?? SearchRules.TunedPoints, isLogarithmic));
    }

    private void Fault(SourceSpan span, string message) => context.Report(DiagnosticCatalogue.CannotBeTuned, span, message);
}
