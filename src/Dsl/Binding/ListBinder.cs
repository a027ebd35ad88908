using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes parameters of lists of values, with or without probabilities.</summary>
internal sealed class ListBinder(CheckContext context)
{
    private readonly SchemaChecker _probabilities = new(context, ExpressionScope.Empty, [], new VariantRule("layer", []));

    /// <summary>The parameter; null when it is in error.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="nodes">Its values.</param>
    /// <param name="setting">The training key it sets; null for a parameter of free name.</param>
    /// <param name="scope">What names stand for in expressions.</param>
    /// <param name="mayRepeat">Whether a value may stand twice: the parameter varies together with others.</param>
    public ListedParameter? Bind(string name, IReadOnlyList<YamlNode> nodes, KeyRule? setting, ExpressionScope scope, bool mayRepeat)
    {
        if (nodes.Count > LanguageSchema.MostTrials)
        {
            context.Report(
                DiagnosticCatalogue.GridTooLarge, nodes[LanguageSchema.MostTrials].Span, $"The parameter '{name}' has {nodes.Count} values, and a sweep has at most {LanguageSchema.MostTrials} trials.");
            return null;
        }

        ValueReader reader = new(context, scope);
        Expression?[] values = [.. nodes.Select(node => reader.Read(node, setting, name))];
        return values.Any(value => value is null) ? null : Unified(name, nodes, [.. values.OfType<Expression>()], mayRepeat);
    }

    /// <summary>A list with the probabilities of its values; null when they are in error.</summary>
    public ListedParameter? WithProbabilities(ListedParameter listed, YamlNode node)
    {
        if (_probabilities.Check(node, DistributionRules.Probabilities.Value, "'probabilities'", node.Span) is not CheckedList { IsWhole: true } list)
        {
            return null;
        }

        double[] probabilities = [.. list.Items.Cast<CheckedScalar>().Select(item => item.Number)];
        string? fault = probabilities.Length != listed.Values.Count ? $"'{listed.Name}' has {listed.Values.Count} values and {probabilities.Length} probabilities. Give each value one."
            : probabilities.Sum() is 0 or double.PositiveInfinity ? $"The probabilities of '{listed.Name}' have the sum {(probabilities.Sum() == 0 ? "0" : "infinity")}. They count in proportion to their sum, which must be above 0 and finite."
            : null;
        if (fault is not null)
        {
            context.Report(DiagnosticCatalogue.UnusableProbabilities, node.Span, fault);
            return null;
        }

        return listed with { Probabilities = ValueList.Of(probabilities) };
    }

    private ListedParameter? Unified(string name, IReadOnlyList<YamlNode> nodes, Expression[] values, bool mayRepeat)
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
            else if (!seen.Add(unified[i]) && !mayRepeat)
            {
                context.Report(DiagnosticCatalogue.DuplicateValue, nodes[i].Span, $"The value {Point.Text(unified[i])} of '{name}' is listed before. Each stands once, or its trials would be run twice.");
                isSound = false;
            }
        }

        return isSound ? new ListedParameter(name, unified[0].Type, unified.ToValueList()) : null;
    }
}
