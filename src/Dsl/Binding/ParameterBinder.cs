using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads <c>sweep.parameters</c>, before all else: expressions everywhere need the parameters' types.</summary>
internal sealed class ParameterBinder(CheckContext context, MappingRule training)
{
    private static readonly string[] Keys = ["values", "value"];

    private readonly Dictionary<string, ScalarType?> _types = [];

    /// <summary>The parameters in the order of the text, those in error included.</summary>
    /// <param name="node">The value of <c>parameters</c>.</param>
    public IReadOnlyList<DeclaredParameter> Bind(YamlNode? node)
    {
        if (node is not MappingNode mapping)
        {
            if (node is not (null or BrokenNode))
            {
                context.Report(DiagnosticCatalogue.WrongType, node.Span, $"'parameters' takes names with values, such as batch_size: {{ values: [16, 32] }}, and here stands {RuleWording.Of(node)}.");
            }

            return [];
        }

        ParameterNames names = new(context, training);
        List<DeclaredParameter> declared = [];
        HashSet<string> later = [.. mapping.Entries.Select(entry => entry.Key.Value)];
        foreach (MappingEntry entry in mapping.Entries)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            string name = entry.Key.Value;
            bool isSound = names.Check(entry.Key);
            KeyRule? setting = training.Find(name) is { IsSetting: true } key ? key : null;
            Parameter? parameter = ParameterOf(name, entry, setting, new ExpressionScope(_types, later, KnowsExamples: false));
            declared.Add(new DeclaredParameter(name, entry.Key.Span, setting is not null, isSound ? parameter : null));
            later.Remove(name);
            _types[name] = parameter?.Type;
        }

        return declared;
    }

    private static bool IsExpression(YamlNode node) => node is ScalarNode scalar && ScalarContent.Of(scalar).Kind == ScalarKind.Expression;

    private Parameter? ParameterOf(string name, MappingEntry entry, KeyRule? setting, ExpressionScope scope)
    {
        if (IsExpression(entry.Value))
        {
            return Computed(name, (ScalarNode)entry.Value, setting, scope);
        }

        if (entry.Value is not MappingNode mapping)
        {
            if (entry.Value is not BrokenNode)
            {
                context.Report(
                    DiagnosticCatalogue.WrongType, entry.Value.Span, $"The parameter '{name}' takes {{ values: [… ] }}, {{ value: … }} or an expression, and here stands {RuleWording.Of(entry.Value)}.");
            }

            return null;
        }

        bool hasUnknown = ReportUnknownKeys(name, mapping);
        YamlNode? values = mapping.Find("values");
        YamlNode? value = mapping.Find("value");
        if (values is not null && value is not null)
        {
            context.Report(DiagnosticCatalogue.ConflictingKeys, value.Span, $"The parameter '{name}' has both 'values' and 'value'. Keep one of the two.");
            return null;
        }

        if (value is not null)
        {
            return IsExpression(value) ? Computed(name, (ScalarNode)value, setting, scope) : Listed(name, [value], setting, scope);
        }

        switch (values)
        {
            case SequenceNode { Items.Count: 0 }:
                context.Report(DiagnosticCatalogue.EmptyGrid, values.Span, $"The parameter '{name}' has no value, so the grid has no point. List at least one.");
                return null;
            case SequenceNode list:
                return Listed(name, list.Items, setting, scope);
            case null when !hasUnknown:
                context.Report(DiagnosticCatalogue.MissingKey, entry.Key.Span, $"The parameter '{name}' lacks 'values' (a list) or 'value'.");
                return null;
            case null or BrokenNode:
                return null;
            default:
                context.Report(DiagnosticCatalogue.WrongType, values.Span, $"'values' takes a list, and here stands {RuleWording.Of(values)}. For one value use 'value'.");
                return null;
        }
    }

    private bool ReportUnknownKeys(string name, MappingNode mapping)
    {
        bool hasUnknown = false;
        foreach (MappingEntry entry in mapping.Entries.Where(entry => !Keys.Contains(entry.Key.Value)))
        {
            hasUnknown = true;
            context.Report(
                DiagnosticCatalogue.UnknownKey, entry.Key.Span, $"The parameter '{name}' has no key {Wording.Quote(entry.Key.Value)}.{Wording.Suggestion(entry.Key.Value, Keys)}");
        }

        return hasUnknown;
    }

    private Parameter? Computed(string name, ScalarNode scalar, KeyRule? setting, ExpressionScope scope)
    {
        ExpressionBinder binder = new(context, scope);
        Expression? value;
        switch (setting?.Value)
        {
            case NumberRule number:
                value = binder.Bind(scalar, number.Type, number.Range, $"'{name}'");
                return Parameter(name, number.Type, value);
            case TruthRule:
                value = binder.Bind(scalar, ScalarType.Truth, null, $"'{name}'");
                return Parameter(name, ScalarType.Truth, value);
            case { } rule:
                context.Report(DiagnosticCatalogue.ExpressionNotAllowed, scalar.Span, $"'{name}' takes {RuleWording.Of(rule)}, and expressions give numbers and truth values. List the words: {{ values: [… ] }}.");
                return null;
            default:
                value = binder.Bind(scalar);
                if (value is not null)
                {
                    context.Deferred.Add(new DeferredCheck(value, null, $"'{name}'", scalar.Span));
                }

                return value is null ? null : Parameter(name, value.Type, value);
        }
    }

    private static Parameter? Parameter(string name, ScalarType type, Expression? value) => value switch
    {
        null => null,
        IntegerLiteral or NumberLiteral or TruthLiteral or TextLiteral => new ListedParameter(name, type, ValueList.Of(value)),
        _ => new ComputedParameter(name, type, value),
    };

    private ListedParameter? Listed(string name, IReadOnlyList<YamlNode> nodes, KeyRule? setting, ExpressionScope scope)
    {
        if (nodes.Count > LanguageSchema.MostTrials)
        {
            context.Report(
                DiagnosticCatalogue.GridTooLarge, nodes[LanguageSchema.MostTrials].Span, $"The parameter '{name}' has {nodes.Count} values, and a sweep has at most {LanguageSchema.MostTrials} trials.");
            return null;
        }

        ValueReader reader = new(context, scope);
        Expression?[] values = [.. nodes.Select(node => reader.Read(node, setting, name))];
        if (values.Any(value => value is null))
        {
            return null;
        }

        return Unified(name, nodes, [.. values.OfType<Expression>()]);
    }

    private ListedParameter? Unified(string name, IReadOnlyList<YamlNode> nodes, Expression[] values)
    {
        bool hasNumbers = values.Any(value => value is NumberLiteral);
        Expression[] unified = [.. values.Select(value => hasNumbers && value is IntegerLiteral integer ? new NumberLiteral(integer.Value) : value)];
        HashSet<Expression> seen = [];
        bool isSound = true;
        for (int i = 0; i < unified.Length; i++)
        {
            if (unified[i].Type != unified[0].Type)
            {
                context.Report(
                    DiagnosticCatalogue.MixedValues, nodes[i].Span, $"The first value of '{name}' is {TypeChecker.Noun(unified[0].Type)} and this is {TypeChecker.Noun(unified[i].Type)}. All must be of one kind.");
                isSound = false;
            }
            else if (!seen.Add(unified[i]))
            {
                context.Report(DiagnosticCatalogue.DuplicateValue, nodes[i].Span, $"The value {Point.Text(unified[i])} of '{name}' is listed before. Each stands once, or its trials would be run twice.");
                isSound = false;
            }
        }

        return isSound ? new ListedParameter(name, unified[0].Type, unified.ToValueList()) : null;
    }
}
