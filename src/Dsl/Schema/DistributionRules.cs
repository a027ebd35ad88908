namespace SweepDsl.Dsl.Schema;

/// <summary>The tables of the distributions that a parameter may be drawn from: W&amp;B's words, keys and defaults.</summary>
internal static class DistributionRules
{
    /// <summary>The key that names a distribution.</summary>
    public const string Key = "distribution";

    /// <summary>The keys of a condition, which every parameter but a computed one may have.</summary>
    public static readonly IReadOnlyList<string> ConditionKeys = ["when", "else"];

    private static readonly NumberRule Any = new(ScalarType.Number, NumberRange.Everything, AllowsExpression: false);
    private static readonly NumberRule Whole = new(ScalarType.Integer, NumberRange.Everything, AllowsExpression: false);
    private static readonly NumberRule Positive = new(ScalarType.Number, NumberRange.Positive, AllowsExpression: false);

    private static readonly KeyRule Mu = new("mu", Any, "Mean. Default: 0.");
    private static readonly KeyRule Sigma = new("sigma", Positive, "Standard deviation. Default: 1.");
    private static readonly KeyRule LogMu = new("mu", Any, "Mean of the natural logarithm. Default: 0.");
    private static readonly KeyRule LogSigma = new("sigma", Positive, "Standard deviation of the natural logarithm. Default: 1.");
    private static readonly KeyRule A = new("a", Positive, "First shape. Default: 1.");
    private static readonly KeyRule B = new("b", Positive, "Second shape. Default: 1.");
    private static readonly KeyRule Quantum = new("q", Positive, "Draws are rounded to multiples of it. Default: 1; a whole one makes integers.");
    private static readonly KeyRule[] Ends = [new("min", Any, "The least value.", IsRequired: true), new("max", Any, "The greatest value.", IsRequired: true)];
    private static readonly KeyRule[] PositiveEnds = [new("min", Any, "The least value, above 0.", IsRequired: true), new("max", Any, "The greatest value.", IsRequired: true)];
    private static readonly KeyRule[] Exponents = [new("min", Any, "Natural logarithm of the least value.", IsRequired: true), new("max", Any, "Natural logarithm of the greatest value.", IsRequired: true)];
    private static readonly KeyRule[] InverseExponents = [new("min", Any, "Natural logarithm of the inverse of the greatest value.", IsRequired: true), new("max", Any, "Natural logarithm of the inverse of the least value.", IsRequired: true)];

    /// <summary>The key <c>value</c>, read by its parameter.</summary>
    public static KeyRule Value { get; } = new("value", new ParametersRule(), "The one value.", IsRequired: true);

    /// <summary>The key <c>values</c>, read by its parameter.</summary>
    public static KeyRule Values { get; } = new("values", new ParametersRule(), "The values.", IsRequired: true);

    /// <summary>The key <c>probabilities</c>.</summary>
    public static KeyRule Probabilities { get; } = new(
        "probabilities", new ListRule(new NumberRule(ScalarType.Number, NumberRange.Between(0, double.MaxValue), AllowsExpression: false), "probabilities", 1, LanguageSchema.MostTrials), "Probability of each value, in proportion to their sum.", IsRequired: true);

    /// <summary>All distributions.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        Of("constant", "One value.", Value),
        Of("categorical", "One of the values, all equally probable.", Values),
        Of("categorical_w_probabilities", "One of the values, by probabilities.", Values, Probabilities),
        Of("int_uniform", "Whole numbers, all equally probable.", new("min", Whole, "The least.", IsRequired: true), new("max", Whole, "The greatest, which is included.", IsRequired: true)),
        Of("uniform", "Any number between two ends.", Ends),
        Of("q_uniform", "uniform, rounded to multiples of q.", [.. Ends, Quantum]),
        Of("log_uniform", "The natural logarithm is uniform between two exponents: log_uniform_values takes the values themselves.", Exponents),
        Of("log_uniform_values", "The logarithm is uniform; min and max are values.", PositiveEnds),
        Of("q_log_uniform", "log_uniform, rounded to multiples of q.", [.. Exponents, Quantum]),
        Of("q_log_uniform_values", "log_uniform_values, rounded to multiples of q.", [.. PositiveEnds, Quantum]),
        Of("inv_log_uniform", "The logarithm of the inverse is uniform between two exponents: inv_log_uniform_values takes the values themselves.", InverseExponents),
        Of("inv_log_uniform_values", "The logarithm of the inverse is uniform; min and max are values.", PositiveEnds),
        Of("normal", "Normal; the tails beyond a probability of 1e-9 (6 sigma) are cut.", Mu, Sigma),
        Of("log_normal", "The natural logarithm is normal; the tails beyond a probability of 1e-9 are cut.", LogMu, LogSigma),
        Of("q_normal", "normal, rounded to multiples of q.", Mu, Sigma, Quantum),
        Of("q_log_normal", "log_normal, rounded to multiples of q.", LogMu, LogSigma, Quantum),
        Of("beta", "Beta, from 0 to 1.", A, B),
        Of("q_beta", "beta, rounded to multiples of q.", A, B, Quantum),
    ];

    /// <summary>The keys of parameters, each once.</summary>
    public static IReadOnlyList<string> AllKeys { get; } = [.. All.SelectMany(KeysOf).Concat([Key, "parameters"]).Concat(ConditionKeys).Distinct()];

    /// <summary>The names of a distribution's keys.</summary>
    public static IEnumerable<string> KeysOf(Variant distribution) => distribution.Arguments!.Keys.Select(key => key.Name);

    /// <summary>The distribution of a word, if it is known.</summary>
    public static Variant? Find(string word) => All.FirstOrDefault(distribution => distribution.Name == word);

    private static Variant Of(string name, string summary, params KeyRule[] keys) => new(name, summary, new MappingRule(name, keys));
}
