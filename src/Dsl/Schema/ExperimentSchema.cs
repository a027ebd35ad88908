namespace SweepDsl.Dsl.Schema;

/// <summary>The JSON Schema of experiments, for completion and checks in editors. It is made from the tables that the checker uses.</summary>
public static class ExperimentSchema
{
    internal static readonly Json Expression = Json.Object(("$ref", "#/$defs/expression"));

    /// <summary>The schema's text (draft 2020-12), with line feeds.</summary>
    /// <param name="vocabulary">The words for activations and optimizers.</param>
    public static string ToJson(Vocabulary vocabulary)
    {
        LanguageSchema schema = LanguageSchema.Create(vocabulary);
        Json definitions = Json.Object(
            ("expression", Json.Object(
                ("type", "string"),
                ("pattern", @"^\s*\$\{[\s\S]*\}\s*$"),
                ("description", "An expression over the parameters of the sweep and 'examples' (training examples of an epoch): + - * / % comparisons && || ! ?: sqrt pow exp ln log2 min max floor ceil round. / always gives a number. Put it between quotes within [ ] and { }, and where it holds ': '."))),
            ("layer", Variants(schema.Layer, schema)),
            ("literal", Json.Object(("type", Json.Array(["integer", "number", "boolean", "string"])))),
            ("parameters", ParameterSchema.Parameters(schema)));
        return Json.Object(
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", "SweepDsl experiment"),
            ("$defs", definitions),
            ("type", "object"),
            ("properties", Properties(schema.Root, schema)),
            ("required", Required(schema.Root)),
            ("additionalProperties", false)).ToText();
    }

    internal static Json Of(Rule rule, LanguageSchema schema) => rule switch
    {
        NumberRule number => OrExpression(Number(number), number.AllowsExpression),
        TruthRule truth => OrExpression(Json.Object(("type", "boolean")), truth.AllowsExpression),
        TextRule { Kind: TextKind.FileName } => Json.Object(("type", "string"), ("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")),
        TextRule => Json.Object(("type", "string")),
        WordRule words => Enumeration(words.Words.Select(word => word.Name)),
        WordOrNumberRule either => AnyOf(Of(either.Words, schema), Of(either.Number, schema)),
        PairRule pair => Pair(pair, schema),
        ListRule list => Json.Object(("type", "array"), ("items", Of(list.Item, schema)), ("minItems", list.Least), ("maxItems", list.Most)),
        ByKindRule kinds => AnyOf(Of(kinds.Scalar, schema), Of(kinds.List, schema), Of(kinds.Mapping, schema)),
        MappingRule mapping => Mapping(mapping, schema),
        VariantRule variants => Variants(variants, schema),
        LayerRule => Json.Object(("$ref", "#/$defs/layer")),
        ParametersRule => Json.Object(("$ref", "#/$defs/parameters")),
        TuneRule => ParameterSchema.Tune(schema),
        _ => Json.Object(),
    };

    internal static Json Number(NumberRule rule) => Json.Object(
        ("type", rule.Type == ScalarType.Integer ? "integer" : "number"),
        (rule.Range.IncludesMinimum ? "minimum" : "exclusiveMinimum", double.IsInfinity(rule.Range.Minimum) ? null : rule.Range.Minimum),
        (rule.Range.IncludesMaximum ? "maximum" : "exclusiveMaximum", double.IsInfinity(rule.Range.Maximum) ? null : rule.Range.Maximum));

    private static Json OrExpression(Json value, bool allowsExpression) => allowsExpression ? AnyOf(value, Expression) : value;

    internal static Json AnyOf(params Json[] choices) => Json.Object(("anyOf", Json.Array(choices)));

    internal static Json Enumeration(IEnumerable<string> words) => Json.Object(("enum", Json.Array(words.Select(word => (Json)word))));

    private static Json Pair(PairRule rule, LanguageSchema schema)
    {
        Json each = Of(rule.Each, schema);
        Json pair = Json.Object(("type", "array"), ("items", each), ("minItems", 2), ("maxItems", 2));
        return rule.MayBeOne ? AnyOf(each, pair) : pair;
    }

    private static Json Mapping(MappingRule rule, LanguageSchema schema)
    {
        Json mapping = Json.Object(("type", "object"), ("properties", Properties(rule, schema)), ("required", Required(rule)), ("additionalProperties", false));
        return rule.ShortKey is null ? mapping : AnyOf(Of(rule.Find(rule.ShortKey)!.Value, schema), mapping);
    }

    private static Json Properties(MappingRule rule, LanguageSchema schema) =>
        Json.Object([.. rule.Keys.Select(key => (key.Name, (Json?)Described(key.Summary, Of(key.Value, schema))))]);

    internal static Json Described(string summary, Json value) =>
        summary.Length == 0 ? value : value.With("description", summary);

    // A setting may be given by the sweep instead, which JSON Schema cannot see from here.
    private static Json? Required(MappingRule rule) =>
        rule.Keys.Where(key => key.IsRequired && !key.IsSetting).Select(key => (Json)key.Name).ToArray() is { Length: > 0 } names ? Json.Array(names) : null;

    private static Json Variants(VariantRule rule, LanguageSchema schema)
    {
        Json alone = Enumeration(rule.Variants.Where(variant => variant.MayStandAlone).Select(variant => variant.Name));
        Json withArguments = Json.Object(
            ("type", "object"),
            ("properties", Json.Object([.. rule.Variants.Select(variant => (variant.Name, (Json?)Described(variant.Summary, Arguments(variant, schema))))])),
            ("additionalProperties", false),
            ("minProperties", 1),
            ("maxProperties", 1));
        return rule.Variants.Any(variant => variant.MayStandAlone) ? AnyOf(alone, withArguments) : withArguments;
    }

    private static Json Arguments(Variant variant, LanguageSchema schema)
    {
        Json nothing = Json.Object(("type", "null"));
        return variant.Arguments is null ? nothing
            : variant.MayStandAlone ? AnyOf(Mapping(variant.Arguments, schema), nothing)
            : Mapping(variant.Arguments, schema);
    }
}
