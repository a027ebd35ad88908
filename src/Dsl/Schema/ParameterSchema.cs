using static SweepDsl.Dsl.Schema.ExperimentSchema;

namespace SweepDsl.Dsl.Schema;

/// <summary>The part of the JSON Schema that describes the parameters of a sweep.</summary>
internal static class ParameterSchema
{
    private static readonly Json Literal = Json.Object(("$ref", "#/$defs/literal"));

    /// <summary>What <c>parameters</c> may hold: settings by name, and free names.</summary>
    public static Json Parameters(LanguageSchema schema) => Json.Object(
        ("type", "object"),
        ("propertyNames", Json.Object(("pattern", "^[A-Za-z][A-Za-z0-9_.]{0,63}$"))),
        ("properties", Json.Object([.. schema.Training.Keys.Where(key => key.IsSetting).Select(key => (key.Name, (Json?)Described(key.Summary, Setting(key.Value, schema))))])),
        ("additionalProperties", AnyOf([.. Listed(Literal), .. DrawnAs(_ => true), Nested])));

    /// <summary>What <c>tune</c> may hold.</summary>
    public static Json Tune(LanguageSchema schema) => Json.Object(
        ("type", "object"),
        ("propertyNames", Json.Object(("pattern", "^[A-Za-z][A-Za-z0-9_.]{0,63}$"))),
        ("additionalProperties", Of(SearchRules.Tuned, schema)),
        ("minProperties", 1),
        ("maxProperties", 1));

    private static Json Nested => Json.Object(
        ("type", "object"), ("properties", Json.Object(("parameters", Json.Object(("$ref", "#/$defs/parameters"))))), ("required", Json.Array(["parameters"])), ("additionalProperties", false));

    private static Json Setting(Rule rule, LanguageSchema schema) => rule switch
    {
        NumberRule { Type: ScalarType.Integer } whole => AnyOf([.. Listed(Number(whole)), .. DrawnAs(name => name == "int_uniform" || name.StartsWith("q_", StringComparison.Ordinal))]),
        NumberRule number => AnyOf([.. Listed(Number(number)), .. DrawnAs(_ => true)]),
        TruthRule => AnyOf([.. Listed(Json.Object(("type", "boolean")))]),
        VariantRule variants => AnyOf([.. Listed(Enumeration(variants.Variants.Where(variant => variant.MayStandAlone).Select(variant => variant.Name))), Nested]),
        _ => AnyOf([.. Listed(Of(rule, schema))]),
    };

    private static IEnumerable<Json> Listed(Json value)
    {
        Json values = Json.Object(("type", "array"), ("items", value), ("minItems", 1));
        yield return Mapping(["categorical"], ("values", values), null);
        yield return Mapping(["categorical_w_probabilities"], ("values", values), ("probabilities", Described(DistributionRules.Probabilities.Summary, Json.Object(("type", "array"), ("items", Json.Object(("type", "number"), ("minimum", 0)))))));
        yield return Mapping(["constant"], ("value", AnyOf(value, Expression)), null);
        yield return Expression;
    }

    private static Json Mapping(string[] words, (string Name, Json Value) first, (string Name, Json Value)? second)
    {
        List<(string, Json?)> members = [(DistributionRules.Key, Enumeration(words)), (first.Name, first.Value)];
        if (second is { } also)
        {
            members.Add((also.Name, also.Value));
        }

        return Whole(members, second is { } needed ? [first.Name, needed.Name] : [first.Name]);
    }

    // Ends without a word are those of int_uniform or uniform.
    private static IEnumerable<Json> DrawnAs(Func<string, bool> isWanted)
    {
        Variant[] drawn = [.. DistributionRules.All.Where(distribution => distribution.Arguments!.Keys.All(key => key.Value is NumberRule) && isWanted(distribution.Name))];
        foreach (IGrouping<string, Variant> alike in drawn.GroupBy(distribution => string.Join(",", DistributionRules.KeysOf(distribution).Concat(distribution.Arguments!.Keys.Select(key => key.Summary)))))
        {
            Variant first = alike.First();
            List<(string, Json?)> members = [(DistributionRules.Key, Enumeration(alike.Select(distribution => distribution.Name)))];
            members.AddRange(first.Arguments!.Keys.Select(key => (key.Name, (Json?)Described(key.Summary, Number((NumberRule)key.Value)))));
            string[] required = [.. first.Arguments.Keys.Where(key => key.IsRequired).Select(key => key.Name)];
            bool isInferred = alike.Any(distribution => distribution.Name is "int_uniform" or "uniform");
            yield return Whole(members, isInferred ? required : [DistributionRules.Key, .. required]);
        }
    }

    private static Json Whole(List<(string, Json?)> members, IEnumerable<string> required)
    {
        members.Add(("when", Described("Where the parameter has an effect: an expression of parameters above it.", Expression)));
        members.Add(("else", Described("What stands where 'when' does not hold. Default: the first of 'values'.", Literal)));
        return Json.Object(("type", "object"), ("properties", Json.Object([.. members])), ("required", Json.Array(required.Select(name => (Json)name))), ("additionalProperties", false));
    }
}
