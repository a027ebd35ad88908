using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Holds a tree of nodes against the tables of the language, and makes a tree of checked values.</summary>
/// <param name="context">Where problems go.</param>
/// <param name="scope">What names stand for in expressions.</param>
/// <param name="swept">Training keys that parameters of the sweep set.</param>
/// <param name="layer">What a <see cref="LayerRule"/> stands for.</param>
internal sealed class SchemaChecker(CheckContext context, ExpressionScope scope, IReadOnlyCollection<string> swept, VariantRule layer)
{
    private readonly ScalarChecker _scalars = new(context, new ExpressionBinder(context, scope));

    /// <summary>Checks a value against a rule; null when it is in error.</summary>
    /// <param name="node">The value.</param>
    /// <param name="rule">What it may be.</param>
    /// <param name="what">What it is, as messages call it.</param>
    /// <param name="owner">The place of the key it belongs to, where missing keys are reported.</param>
    public CheckedValue? Check(YamlNode node, Rule rule, string what, SourceSpan owner)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return rule switch
        {
            NumberRule number => _scalars.Number(node, number, what),
            TruthRule truth => _scalars.Truth(node, truth, what),
            TextRule text => _scalars.Text(node, text, what),
            WordRule words => _scalars.Word(node, [.. words.Words.Select(word => word.Name)], what),
            WordOrNumberRule either => WordOrNumber(node, either, what),
            PairRule pair => Pair(node, pair, what),
            ListRule list => List(node, list, what),
            ByKindRule kinds => Check(node, node switch { SequenceNode => kinds.List, MappingNode => kinds.Mapping, _ => (Rule)kinds.Scalar }, what, owner),
            MappingRule mapping => Mapping(node, mapping, what, owner),
            VariantRule variants => Variant(node, variants, what),
            LayerRule => Variant(node, layer, what),
            _ => null,
        };
    }

    /// <summary>Checks a mapping or its short form.</summary>
    public CheckedMapping? Mapping(YamlNode node, MappingRule rule, string what, SourceSpan owner)
    {
        Dictionary<string, CheckedEntry> entries = [];
        bool isComplete = true;
        switch (node)
        {
            case MappingNode mapping:
                foreach (MappingEntry entry in mapping.Entries)
                {
                    isComplete &= Entry(entry, rule, what, entries);
                }

                break;
            case ScalarNode or SequenceNode when rule.ShortKey is { } shortKey:
                CheckedValue? value = Check(node, rule.Find(shortKey)!.Value, what, owner);
                entries.Add(shortKey, new CheckedEntry(node.Span, value));
                isComplete = value is not null;
                break;
            default:
                _scalars.WrongKind(node, what, RuleWording.Of(rule));
                return null;
        }

        foreach (KeyRule key in rule.Keys)
        {
            bool isSetBySweep = key.IsSetting && swept.Contains(key.Name);
            if (key.IsRequired && !isSetBySweep && !entries.ContainsKey(key.Name))
            {
                string elsewhere = key.IsSetting ? $" It may also be a parameter of the sweep." : "";
                context.Report(DiagnosticCatalogue.MissingKey, owner, $"{what} lacks the key '{key.Name}': {RuleWording.Of(key.Value)}.{elsewhere}");
                isComplete = false;
            }
        }

        return new CheckedMapping(entries, isComplete, owner);
    }

    private bool Entry(MappingEntry entry, MappingRule rule, string what, Dictionary<string, CheckedEntry> entries)
    {
        string name = entry.Key.Value;
        if (rule.Find(name) is not { } key)
        {
            string[] known = [.. rule.Keys.Select(k => k.Name)];
            string remedy = rule.Foreign is not null && rule.Foreign.TryGetValue(name, out string? instead) ? " " + instead
                : known.Length == 0 ? " It has none."
                : Wording.Suggestion(name, known);
            context.Report(DiagnosticCatalogue.UnknownKey, entry.Key.Span, $"{what} has no key {Wording.Quote(name)}.{remedy}");
            return false;
        }

        if (key.IsSetting && swept.Contains(name))
        {
            context.Report(
                DiagnosticCatalogue.SetTwice, entry.Key.Span, $"'{name}' is set here and by the parameter of the same name under 'sweep'. Delete one of the two.");
            return false;
        }

        // Parameters were read before all else.
        bool isReadElsewhere = key.Value is ParametersRule or TuneRule;
        CheckedValue? value = isReadElsewhere ? null : Check(entry.Value, key.Value, $"'{name}'", entry.Key.Span);
        entries.Add(name, new CheckedEntry(entry.Key.Span, value));
        return isReadElsewhere || value is not null and not CheckedList { IsWhole: false };
    }

    private CheckedScalar? WordOrNumber(YamlNode node, WordOrNumberRule rule, string what)
    {
        if (node is ScalarNode scalar && ScalarContent.Of(scalar) is { Kind: ScalarKind.Literal, Literal: TextLiteral text } && !char.IsDigit(text.Value.FirstOrDefault()))
        {
            return _scalars.Word(node, [.. rule.Words.Words.Select(word => word.Name)], what, RuleWording.Of(rule.Number));
        }

        return node is ScalarNode ? _scalars.Number(node, rule.Number, what) : _scalars.WrongKind(node, what, RuleWording.Of(rule));
    }

    private CheckedPair? Pair(YamlNode node, PairRule rule, string what)
    {
        if (node is ScalarNode && rule.MayBeOne)
        {
            return _scalars.Number(node, rule.Each, what) is { } both ? new CheckedPair(both.Value, both.Value, node.Span) : null;
        }

        if (node is not SequenceNode list)
        {
            _scalars.WrongKind(node, what, RuleWording.Of(rule));
            return null;
        }

        if (list.Items.Count != 2)
        {
            context.Report(DiagnosticCatalogue.WrongLength, node.Span, $"{what} takes {RuleWording.Of(rule)}, and this list has {list.Items.Count} entries.");
            return null;
        }

        CheckedScalar? height = _scalars.Number(list.Items[0], rule.Each, $"the height of {what}");
        CheckedScalar? width = _scalars.Number(list.Items[1], rule.Each, $"the width of {what}");
        return height is null || width is null ? null : new CheckedPair(height.Value, width.Value, node.Span);
    }

    private CheckedList? List(YamlNode node, ListRule rule, string what)
    {
        if (node is not SequenceNode list)
        {
            _scalars.WrongKind(node, what, RuleWording.Of(rule));
            return null;
        }

        if (list.Items.Count < rule.Least || list.Items.Count > rule.Most)
        {
            context.Report(DiagnosticCatalogue.WrongLength, node.Span, $"{what} takes {rule.Least} to {rule.Most} {rule.Noun}, and here stand {list.Items.Count}.");
            return null;
        }

        string item = rule.Item is VariantRule or LayerRule ? what : $"an entry of {what}";
        return new CheckedList([.. list.Items.Select(entry => Check(entry, rule.Item, item, entry.Span))], node.Span);
    }

    private CheckedVariant? Variant(YamlNode node, VariantRule rule, string what)
    {
        if (node is MappingNode mapping)
        {
            return VariantWithArguments(mapping, rule, what);
        }

        if (node is not ScalarNode)
        {
            _scalars.WrongKind(node, what, RuleWording.Of(rule));
            return null;
        }

        if (_scalars.Word(node, [.. rule.Variants.Select(v => v.Name)], what) is not { } word)
        {
            return null;
        }

        return Alone(rule.Find(word.Text)!, word.Span);
    }

    private CheckedVariant? VariantWithArguments(MappingNode mapping, VariantRule rule, string what)
    {
        if (mapping.Entries.Count != 1)
        {
            string hint = mapping.Entries.Count > 1 && rule.Find(mapping.Entries[0].Key.Value) is { } first ? $" Indent the keys of '{first.Name}' deeper than it, or put them between {{ }} after it." : "";
            context.Report(
                DiagnosticCatalogue.WrongType, mapping.Span, $"{what} takes one {rule.Title}: a word, or one word with its keys under it; here stand {mapping.Entries.Count} keys.{hint}");
            return null;
        }

        MappingEntry entry = mapping.Entries[0];
        if (rule.Find(entry.Key.Value) is not { } variant)
        {
            context.Report(
                DiagnosticCatalogue.UnknownKey, entry.Key.Span, $"There is no {rule.Title} {Wording.Quote(entry.Key.Value)}.{Wording.Suggestion(entry.Key.Value, [.. rule.Variants.Select(v => v.Name)])}");
            return null;
        }

        bool isAlone = entry.Value is ScalarNode { } scalar && ScalarContent.Of(scalar).Kind == ScalarKind.Nothing;
        if (isAlone)
        {
            return Alone(variant, entry.Key.Span);
        }

        if (variant.Arguments is null)
        {
            _scalars.WrongKind(entry.Value, $"'{variant.Name}'", "no keys and no value");
            return null;
        }

        CheckedMapping? arguments = Mapping(entry.Value, variant.Arguments, $"'{variant.Name}'", entry.Key.Span);
        return arguments is { IsComplete: true } ? new CheckedVariant(variant.Name, arguments, entry.Key.Span) : null;
    }

    private CheckedVariant? Alone(Variant variant, SourceSpan span)
    {
        if (variant.MayStandAlone)
        {
            return new CheckedVariant(variant.Name, new CheckedMapping(new Dictionary<string, CheckedEntry>(), true, span), span);
        }

        string keys = string.Join(", ", variant.Arguments!.Keys.Where(key => key.IsRequired).Select(key => $"{key.Name}: …"));
        string form = variant.Arguments.ShortKey is null ? $"{variant.Name}: {{ {keys} }}" : $"{variant.Name}: … or {variant.Name}: {{ {keys} }}";
        context.Report(DiagnosticCatalogue.MissingKey, span, $"'{variant.Name}' cannot stand alone. Write {form}.");
        return null;
    }
}
