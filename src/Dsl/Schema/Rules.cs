namespace SweepDsl.Dsl.Schema;

/// <summary>What a value may be. The rules of all keys are the tables that the checker and the JSON Schema are both made from.</summary>
internal abstract record Rule;

/// <summary>An integer or a number.</summary>
/// <param name="Type">Integer or number.</param>
/// <param name="Range">What it may be.</param>
/// <param name="AllowsExpression">Whether <c>${…}</c> may stand for it.</param>
internal sealed record NumberRule(ScalarType Type, NumberRange Range, bool AllowsExpression) : Rule;

/// <summary>A truth value.</summary>
internal sealed record TruthRule(bool AllowsExpression) : Rule;

/// <summary>A text.</summary>
internal sealed record TextRule(TextKind Kind) : Rule;

/// <summary>What a text is for.</summary>
internal enum TextKind
{
    /// <summary>Free text.</summary>
    Free,

    /// <summary>A name that becomes a folder.</summary>
    FileName,

    /// <summary>A path below a folder.</summary>
    RelativePath,
}

/// <summary>One of some words.</summary>
internal sealed record WordRule(IReadOnlyList<Word> Words) : Rule;

/// <summary>A word and what it means.</summary>
internal sealed record Word(string Name, string Summary);

/// <summary>One of some words, or a number.</summary>
internal sealed record WordOrNumberRule(WordRule Words, NumberRule Number) : Rule;

/// <summary>One number for both extents of an image, or <c>[height, width]</c>.</summary>
/// <param name="Each">What each may be.</param>
/// <param name="MayBeOne">Whether one number may stand for both.</param>
internal sealed record PairRule(NumberRule Each, bool MayBeOne) : Rule;

/// <summary>A list.</summary>
/// <param name="Item">What each entry may be.</param>
/// <param name="Noun">What an entry is called, in the plural.</param>
/// <param name="Least">Fewest entries.</param>
/// <param name="Most">Most entries.</param>
internal sealed record ListRule(Rule Item, string Noun, int Least, int Most) : Rule;

/// <summary>A number or a word, a list, or keys.</summary>
internal sealed record ByKindRule(WordOrNumberRule Scalar, ListRule List, MappingRule Mapping) : Rule;

/// <summary>Known keys.</summary>
/// <param name="Title">What the mapping is, as messages call it.</param>
/// <param name="Keys">The keys.</param>
/// <param name="ShortKey">The key whose value may stand for the whole mapping; null for none.</param>
/// <param name="Foreign">Keys that people know from elsewhere, with what to do instead; null for none.</param>
internal sealed record MappingRule(string Title, IReadOnlyList<KeyRule> Keys, string? ShortKey = null, IReadOnlyDictionary<string, string>? Foreign = null) : Rule
{
    /// <summary>The rule of a key, if it is known.</summary>
    public KeyRule? Find(string key) => Keys.FirstOrDefault(rule => rule.Name == key);
}

/// <summary>A key of a mapping.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What its value may be.</param>
/// <param name="Summary">What it means, for editors and messages.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="IsSetting">Whether a parameter of the sweep that bears its name sets it.</param>
internal sealed record KeyRule(string Name, Rule Value, string Summary, bool IsRequired = false, bool IsSetting = false);

/// <summary>One of some words, each alone or as the only key over its arguments.</summary>
/// <param name="Title">What it is, as messages call it.</param>
/// <param name="Variants">The words.</param>
internal sealed record VariantRule(string Title, IReadOnlyList<Variant> Variants) : Rule
{
    /// <summary>The variant of a word, if it is known.</summary>
    public Variant? Find(string word) => Variants.FirstOrDefault(variant => variant.Name == word);
}

/// <summary>A word that may have arguments.</summary>
/// <param name="Name">The word.</param>
/// <param name="Summary">What it means.</param>
/// <param name="Arguments">Its arguments; null when it has none. The word may stand alone when none is required.</param>
internal sealed record Variant(string Name, string Summary, MappingRule? Arguments = null)
{
    /// <summary>Whether the word says it all.</summary>
    public bool MayStandAlone => Arguments is null || !Arguments.Keys.Any(key => key.IsRequired);
}

/// <summary>A layer. It stands for the tables of all layers, some of which hold layers themselves.</summary>
internal sealed record LayerRule : Rule;

/// <summary>The parameters of the sweep: free names over values, a distribution or an expression.</summary>
internal sealed record ParametersRule : Rule;

/// <summary>The parameter that is tuned inside each point: its name over its range.</summary>
internal sealed record TuneRule : Rule;
