using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads <c>sweep.parameters</c>, before all else: expressions everywhere need the parameters' types.</summary>
/// <param name="context">Where problems go.</param>
/// <param name="training">The training keys, which parameters of their names set.</param>
/// <param name="names">Judges the names.</param>
/// <param name="paired">Names of parameters that vary together with others.</param>
/// <param name="tuned">The parameter that is tuned inside each point; null for none.</param>
internal sealed class ParameterBinder(CheckContext context, MappingRule training, ParameterNames names, IReadOnlyCollection<string> paired, string? tuned)
{
    private readonly Dictionary<string, ScalarType?> _types = [];
    private readonly ListBinder _lists = new(context);
    private readonly DrawBinder _draws = new(context);

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

        NamedNode[] parameters = [.. ParameterTree.Flatten(context, mapping)];
        HashSet<string> circular = CircularParameters.Report(context, parameters);
        foreach (string name in circular)
        {
            _types[name] = null;
        }

        List<DeclaredParameter> declared = [];
        HashSet<string> later = [.. parameters.Select(parameter => parameter.Name)];
        foreach (NamedNode named in parameters)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            bool isSound = names.Check(named.Name, named.Key);
            KeyRule? setting = training.Find(named.Name) is { IsSetting: true } key ? key : null;
            Parameter? parameter = circular.Contains(named.Name) ? null : ParameterOf(named, setting, new ExpressionScope(_types, later, KnowsExamples: false, tuned));
            declared.Add(new DeclaredParameter(named.Name, named.Key.Span, setting is not null, isSound ? parameter : null));
            later.Remove(named.Name);
            _types[named.Name] = parameter?.Type;
        }

        return declared;
    }

    private static bool IsExpression(YamlNode node) => node is ScalarNode scalar && ScalarContent.Of(scalar).Kind == ScalarKind.Expression;

    private Parameter? ParameterOf(NamedNode named, KeyRule? setting, ExpressionScope scope)
    {
        if (IsExpression(named.Value))
        {
            return Computed(named.Name, (ScalarNode)named.Value, setting, scope);
        }

        if (named.Value is not MappingNode mapping)
        {
            if (named.Value is not BrokenNode)
            {
                context.Report(
                    DiagnosticCatalogue.WrongType,
                    named.Value.Span,
                    $"The parameter '{named.Name}' takes {{ values: [… ] }}, {{ value: … }}, {{ min: …, max: … }} or an expression, and here stands {RuleWording.Of(named.Value)}.");
            }

            return null;
        }

        if (mapping.Find("values") is not null && mapping.Find("value") is { } both)
        {
            context.Report(DiagnosticCatalogue.ConflictingKeys, both.Span, $"The parameter '{named.Name}' has both 'values' and 'value'. Keep one of the two.");
            return null;
        }

        bool hasUnknown = ReportUnknownKeys(named.Name, mapping);
        Variant? distribution = DistributionOf(named, mapping, hasUnknown);
        return distribution is null || ReportMisplacedKeys(named.Name, mapping, distribution) ? null : Of(named, mapping, distribution, setting, scope);
    }

    private Parameter? Of(NamedNode named, MappingNode mapping, Variant distribution, KeyRule? setting, ExpressionScope scope)
    {
        if (mapping.Find("value") is { } value && IsExpression(value))
        {
            if (mapping.Find("when") is { } when)
            {
                context.Report(DiagnosticCatalogue.ConflictingKeys, when.Span, $"'{named.Name}' is computed, and says where by itself: put the condition into its expression, as in ${{condition ? a : b}}.");
                return null;
            }

            return Computed(named.Name, (ScalarNode)value, setting, scope);
        }

        return Chosen(named, mapping, distribution, setting, scope) is { } chosen ? new ConditionBinder(context, scope).Bind(chosen, mapping, setting) : null;
    }

    private ChosenParameter? Chosen(NamedNode named, MappingNode mapping, Variant distribution, KeyRule? setting, ExpressionScope scope)
    {
        switch (distribution.Name)
        {
            case "constant":
                return mapping.Find("value") is { } value ? _lists.Bind(named.Name, [value], setting, scope, mayRepeat: false) : Lacks("value");
            case "categorical" or "categorical_w_probabilities":
                ListedParameter? listed = mapping.Find("values") is { } values ? Listed(named.Name, values, setting, scope) : Lacks("values");
                return listed is null || distribution.Name == "categorical" ? listed
                    : mapping.Find("probabilities") is { } probabilities ? _lists.WithProbabilities(listed, probabilities)
                    : Lacks("probabilities");
            default:
                DrawnParameter? drawn = _draws.Bind(named, mapping, distribution, setting);
                if (drawn is not null && mapping.Find(DistributionRules.Key) is null)
                {
                    _draws.WarnOfWholeNumbers(named, drawn, setting);
                }

                return drawn;
        }

        ListedParameter? Lacks(string key)
        {
            context.Report(DiagnosticCatalogue.MissingKey, named.Key.Span, $"The parameter '{named.Name}' lacks '{key}', which {distribution.Name} needs.");
            return null;
        }
    }

    private ListedParameter? Listed(string name, YamlNode values, KeyRule? setting, ExpressionScope scope)
    {
        switch (values)
        {
            case SequenceNode { Items.Count: 0 }:
                context.Report(DiagnosticCatalogue.EmptyGrid, values.Span, $"The parameter '{name}' has no value, so the grid has no point. List at least one.");
                return null;
            case SequenceNode list:
                return _lists.Bind(name, list.Items, setting, scope, paired.Contains(name));
            case BrokenNode:
                return null;
            default:
                context.Report(DiagnosticCatalogue.WrongType, values.Span, $"'values' takes a list, and here stands {RuleWording.Of(values)}. For one value use 'value'.");
                return null;
        }
    }

    // W&B infers likewise.
    private Variant? DistributionOf(NamedNode named, MappingNode mapping, bool hasUnknown)
    {
        if (mapping.Find(DistributionRules.Key) is { } node)
        {
            ScalarChecker scalars = new(context, new ExpressionBinder(context, ExpressionScope.Empty));
            return scalars.Word(node, [.. DistributionRules.All.Select(distribution => distribution.Name)], $"'distribution' of '{named.Name}'") is { } word ? DistributionRules.Find(word.Text) : null;
        }

        if (mapping.Find("value") is not null)
        {
            return DistributionRules.Find("constant");
        }

        if (mapping.Find("values") is not null)
        {
            return DistributionRules.Find(mapping.Find("probabilities") is null ? "categorical" : "categorical_w_probabilities");
        }

        if (mapping.Find("min") is not null || mapping.Find("max") is not null)
        {
            return DrawBinder.Inferred(mapping);
        }

        if (!hasUnknown)
        {
            string[] shapes = [.. mapping.Entries.Select(entry => entry.Key.Value).Except(DistributionRules.ConditionKeys)];
            string remedy = shapes.Length == 0 ? "" : $" To draw it by {Wording.Alternatives(shapes)}, say from what: 'distribution: {(shapes.Contains("a") || shapes.Contains("b") ? "beta" : "normal")}'.";
            context.Report(DiagnosticCatalogue.MissingKey, named.Key.Span, $"The parameter '{named.Name}' lacks 'values' (a list), 'value', or 'min' and 'max'.{remedy}");
        }

        return null;
    }

    private bool ReportUnknownKeys(string name, MappingNode mapping)
    {
        bool hasUnknown = false;
        foreach (MappingEntry entry in mapping.Entries.Where(entry => !DistributionRules.AllKeys.Contains(entry.Key.Value)))
        {
            hasUnknown = true;
            context.Report(
                DiagnosticCatalogue.UnknownKey, entry.Key.Span, $"The parameter '{name}' has no key {Wording.Quote(entry.Key.Value)}.{Wording.Suggestion(entry.Key.Value, DistributionRules.AllKeys)}");
        }

        return hasUnknown;
    }

    private bool ReportMisplacedKeys(string name, MappingNode mapping, Variant distribution)
    {
        string[] allowed = [.. DistributionRules.KeysOf(distribution), DistributionRules.Key, .. DistributionRules.ConditionKeys];
        MappingEntry[] misplaced = [.. mapping.Entries.Where(entry => DistributionRules.AllKeys.Contains(entry.Key.Value) && !allowed.Contains(entry.Key.Value))];
        foreach (MappingEntry entry in misplaced)
        {
            string key = entry.Key.Value;
            string remedy = mapping.Find(DistributionRules.Key) is null && DistributionRules.Find("q_" + distribution.Name) is { } other && DistributionRules.KeysOf(other).Contains(key)
                ? $"Write 'distribution: {other.Name}'."
                : $"It takes {string.Join(", ", DistributionRules.KeysOf(distribution).Select(Wording.Quote))}.";
            context.Report(DiagnosticCatalogue.UnknownKey, entry.Key.Span, $"'{name}' is drawn from {distribution.Name}, which has no key '{key}'. {remedy}");
        }

        return misplaced.Length > 0;
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
}
