namespace SweepDsl.Dsl.Schema;

/// <summary>The tables of how the learning rate changes.</summary>
internal static class ScheduleRules
{
    private static readonly NumberRange Counts = NumberRange.Between(1, int.MaxValue);
    private static readonly NumberRange CountsOrNone = NumberRange.Between(0, int.MaxValue);
    private static readonly NumberRange Factor = new(0, false, 1, true);
    private static readonly NumberRange NotNegative = new(0, true, double.PositiveInfinity, false);

    /// <summary>The key <c>warmup</c>.</summary>
    public static MappingRule Warmup { get; } = new("warmup", Lengths(CountsOrNone));

    /// <summary>The key <c>every</c> of a schedule.</summary>
    public static MappingRule Every { get; } = new("every", Lengths(Counts));

    /// <summary>The key <c>length</c> of a schedule.</summary>
    public static MappingRule Length { get; } = new("length", Lengths(Counts));

    /// <summary>The key <c>schedule</c>.</summary>
    public static VariantRule Schedules { get; } = new(
        "schedule",
        [
            new("constant", "The learning rate throughout; the default."),
            new("step", "Multiplied by a factor every so often.", Periodic("step", "How long each rate holds.", "What the rate is multiplied by each time.")),
            new("exponential", "Falls with every update, by a factor each period.", Periodic("exponential", "The period of the factor.", "What the rate is multiplied by over a period.")),
            new("cosine", "Falls along half a cosine.", Ending("cosine", Final())),
            new("linear", "Goes in a straight line.", Ending("linear", Share("initial", "Share of learning_rate that it starts with. Default: 1."), Final())),
            new("polynomial", "Falls as a power of what is left.", Ending("polynomial", new("power", Number(NumberRange.Positive), "The exponent. Default: 1."), Final())),
            new(
                "one_cycle",
                "Rises to learning_rate, then falls (Smith and Topin 2018).",
                Ending(
                    "one_cycle",
                    new("rise", Number(NumberRange.Probability), "Share of its length in which the rate rises. Default: 0.3."),
                    Share("initial", "Share of learning_rate that it starts with. Default: 0.04."),
                    Share("final", "Share of learning_rate that it ends with. Default: 0.000004."),
                    new("anneal", new WordRule([new("cosine", "In halves of a cosine; the default."), new("linear", "In straight lines.")]), "How it rises and falls."))),
        ]);

    private static MappingRule Periodic(string title, string every, string factor) => new(
        title,
        [
            new("every", Every, every + " One of epochs, updates and examples.", IsRequired: true),
            new("factor", Number(Factor), factor, IsRequired: true),
        ]);

    private static MappingRule Ending(string title, params KeyRule[] keys) =>
        new(title, [.. keys, new("length", Length, "How long it takes: one of epochs, updates and examples. Default: what training has left after the warm-up.")]);

    private static KeyRule Final() => Share("final", "Share of learning_rate that it ends with. Default: 0.");

    private static KeyRule Share(string name, string summary) => new(name, Number(NotNegative), summary);

    private static KeyRule[] Lengths(NumberRange range) =>
    [
        new("epochs", Integer(range), "Passes over the training examples."),
        new("updates", Integer(range), "Updates of the parameters."),
        new("examples", Integer(range), "Training examples, counted each time they are seen."),
    ];

    private static NumberRule Integer(NumberRange range) => new(ScalarType.Integer, range, AllowsExpression: true);

    private static NumberRule Number(NumberRange range) => new(ScalarType.Number, range, AllowsExpression: true);
}
