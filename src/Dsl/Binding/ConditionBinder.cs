using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads where a parameter has an effect (<c>when</c>), and what stands elsewhere (<c>else</c>).</summary>
internal sealed class ConditionBinder(CheckContext context, ExpressionScope scope)
{
    /// <summary>The parameter with its condition, if it has one; null when that is in error.</summary>
    public ChosenParameter? Bind(ChosenParameter parameter, MappingNode mapping, KeyRule? setting)
    {
        YamlNode? when = mapping.Find("when");
        MappingEntry? otherwise = mapping.Entries.FirstOrDefault(entry => entry.Key.Value == "else");
        if (when is null)
        {
            if (otherwise is not null)
            {
                context.Report(DiagnosticCatalogue.MissingKey, otherwise.Key.Span, $"'else' says what '{parameter.Name}' is where 'when' does not hold, and it has no 'when'. Add one, or delete the key.");
            }

            return otherwise is null ? parameter : null;
        }

        Expression? holds = When(parameter.Name, when);
        Expression? value = Otherwise(parameter, otherwise?.Value, when, setting);
        return holds is null || value is null ? null : parameter with { Condition = new Condition(holds, value) };
    }

    private Expression? When(string name, YamlNode node)
    {
        if (node is not ScalarNode scalar || ScalarContent.Of(scalar).Kind != ScalarKind.Expression)
        {
            if (node is not BrokenNode)
            {
                context.Report(
                    DiagnosticCatalogue.WrongType, node.Span, $"'when' takes an expression of parameters above '{name}', such as \"${{optimizer == 'sgd'}}\", and here stands {RuleWording.Of(node)}.");
            }

            return null;
        }

        Expression? holds = new ExpressionBinder(context, scope).Bind(scalar, ScalarType.Truth, null, $"'when' of '{name}'");
        if (holds is not null)
        {
            context.Conditions.Add(new DeferredCondition(name, holds, scalar.Span));
        }

        return holds;
    }

    private Expression? Otherwise(ChosenParameter parameter, YamlNode? node, YamlNode when, KeyRule? setting)
    {
        if (node is null)
        {
            if (parameter is ListedParameter listed)
            {
                return listed.Values[0];
            }

            context.Report(
                DiagnosticCatalogue.MissingKey, when.Span, $"'{parameter.Name}' is drawn where this holds, and lacks 'else': the value that stands elsewhere. Add one, such as 'else: 0'.");
            return null;
        }

        Expression? value = new ValueReader(context, scope).Read(node, setting, parameter.Name);
        if (value is IntegerLiteral integer && parameter.Type == ScalarType.Number)
        {
            return new NumberLiteral(integer.Value);
        }

        if (value is not null && value.Type != parameter.Type)
        {
            context.Report(DiagnosticCatalogue.MixedValues, node.Span, $"'{parameter.Name}' is {TypeChecker.Noun(parameter.Type)} and this is {TypeChecker.Noun(value.Type)}. All its values must be of one kind.");
            return null;
        }

        return value;
    }
}
