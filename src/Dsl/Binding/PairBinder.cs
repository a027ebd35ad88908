using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Reads <c>sweep.pairs</c>: parameters that vary together.</summary>
internal sealed class PairBinder(CheckContext context, IReadOnlyList<DeclaredParameter> parameters)
{
    /// <summary>The names in pairs as written, right or wrong: values of these parameters may repeat.</summary>
    /// <param name="node">The value of <c>pairs</c>.</param>
    public static IReadOnlyCollection<string> Names(YamlNode? node) =>
        [.. (node as SequenceNode)?.Items.OfType<SequenceNode>().SelectMany(pair => pair.Items).OfType<ScalarNode>().Select(name => name.Value) ?? []];

    /// <summary>The pairs; null when they are in error.</summary>
    public ValueList<ValueList<string>>? Bind(CheckedList? pairs)
    {
        HashSet<string> taken = [];
        bool isSound = pairs?.IsWhole != false;
        List<ValueList<string>> bound = [];
        foreach (CheckedList pair in (pairs?.Items ?? []).OfType<CheckedList>().Where(pair => pair.IsWhole))
        {
            CheckedScalar[] names = [.. pair.Items.Cast<CheckedScalar>()];
            ListedParameter?[] members = [.. names.Select(name => Member(name, taken))];
            isSound &= members.All(member => member is not null) && VaryTogether(pair, [.. members.OfType<ListedParameter>()]);
            bound.Add(names.Select(name => name.Text).ToValueList());
        }

        return isSound ? bound.ToValueList() : null;
    }

    private ListedParameter? Member(CheckedScalar name, HashSet<string> taken)
    {
        DeclaredParameter? declared = parameters.FirstOrDefault(parameter => parameter.Name == name.Text);
        string? fault = declared is null ? $"{Wording.Quote(name.Text)} is no parameter of the sweep.{Wording.Suggestion(name.Text, [.. parameters.Select(parameter => parameter.Name)])}"
            : !taken.Add(name.Text) ? $"{Wording.Quote(name.Text)} stands in 'pairs' before. A parameter varies together with others once: put all of them into one list."
            : declared.Parameter is ListedParameter { Probabilities.Count: > 0 } ? $"{Wording.Quote(name.Text)} has probabilities, and what varies together is drawn together. Delete 'probabilities'."
            : declared.Parameter is DrawnParameter ? $"{Wording.Quote(name.Text)} is drawn from a range, and what varies together has lists of one length. List its values."
            : declared.Parameter is ComputedParameter ? $"{Wording.Quote(name.Text)} is computed from others and varies with them already. Delete it here."
            : null;
        if (fault is not null)
        {
            context.Report(DiagnosticCatalogue.UnusablePair, name.Span, fault);
        }

        return fault is null ? declared!.Parameter as ListedParameter : null;
    }

    private bool VaryTogether(CheckedList pair, ListedParameter[] members)
    {
        if (members.Any(member => member.Values.Count != members[0].Values.Count))
        {
            string lengths = string.Join(", ", members.Select(member => $"{member.Name} {member.Values.Count}"));
            context.Report(DiagnosticCatalogue.UnequalPair, pair.Span, $"Parameters that vary together have lists of one length, their first values going together, their second and so on; these have {lengths}. List as many of each.");
            return false;
        }

        Dictionary<ValueList<Expression>, int> seen = [];
        for (int i = 0; i < members[0].Values.Count; i++)
        {
            ValueList<Expression> values = members.Select(member => member.Values[i]).ToValueList();
            if (seen.TryGetValue(values, out int first))
            {
                string point = string.Join(", ", members.Select(member => $"{member.Name}={Point.Text(member.Values[i])}"));
                context.Report(DiagnosticCatalogue.DuplicateValue, pair.Span, $"{point} stands at places {first + 1} and {i + 1} of these lists. Each combination stands once, or its trials would be run twice.");
                return false;
            }

            seen.Add(values, i);
        }

        return true;
    }
}
