using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl.Binding;

/// <summary>Rules and nodes in words.</summary>
internal static class RuleWording
{
    /// <summary>What a rule asks for.</summary>
    public static string Of(Rule rule) => rule switch
    {
        NumberRule { Type: ScalarType.Integer } number => $"an integer {number.Range}",
        NumberRule number => number.Range == NumberRange.Everything ? "a finite number" : $"a number {number.Range}",
        TruthRule => "true or false",
        TextRule { Kind: TextKind.FileName } => "a name of letters, digits, '.', '_' and '-' that begins with a letter or digit, at most 64 characters",
        TextRule { Kind: TextKind.RelativePath } => "a relative path with '/' between its parts",
        TextRule => "a text",
        WordRule words => words.Words.Count <= 8 ? Wording.Alternatives([.. words.Words.Select(word => word.Name)]) : "a word",
        WordOrNumberRule either => $"{Wording.Alternatives([.. either.Words.Words.Select(word => word.Name)])} or {Of(either.Number)}",
        PairRule { MayBeOne: true } pair => $"{Of(pair.Each)}, or a list [height, width] of two",
        PairRule pair => $"a list [height, width], each {Of(pair.Each)}",
        ListRule list => $"a list of {list.Noun}",
        ByKindRule kinds => $"{Of(kinds.Scalar)}, {Of(kinds.List)}, or {Of(kinds.Mapping)}",
        MappingRule { ShortKey: null } mapping => $"keys ({Keys(mapping)})",
        MappingRule mapping => $"a value for '{mapping.ShortKey}', or keys ({Keys(mapping)})",
        VariantRule variants => variants.Variants.Count <= 8 ? Wording.Alternatives([.. variants.Variants.Select(variant => variant.Name)]) : $"the word of one {variants.Title}",
        LayerRule => "the word of one layer",
        ParametersRule => "names with values",
        TuneRule => "a parameter's name with min and max",
        _ => "another value",
    };

    /// <summary>What a node is.</summary>
    public static string Of(YamlNode node) => node switch
    {
        SequenceNode => "a list",
        MappingNode => "a mapping of keys",
        ScalarNode scalar when scalar.Value.Length == 0 => "nothing",
        ScalarNode scalar => Wording.Quote(scalar.Value),
        _ => "something else",
    };

    private static string Keys(MappingRule mapping) => string.Join(", ", mapping.Keys.Select(key => key.Name));
}
