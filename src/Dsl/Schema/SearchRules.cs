namespace SweepDsl.Dsl.Schema;

/// <summary>The tables of the key <c>sweep</c>: what is varied, how it is searched and how it is judged.</summary>
internal static class SearchRules
{
    /// <summary>Seeds that every point begins with where they are added.</summary>
    public const int FirstSeeds = 3;

    /// <summary>Most seeds of a point where they are added.</summary>
    public const int MostSeeds = 30;

    /// <summary>Values of a tuned parameter.</summary>
    public const int TunedPoints = 7;

    /// <summary>The parameter that is tuned inside each point.</summary>
    public static readonly MappingRule Tuned = new(
        "tune",
        [
            new("min", Number(NumberRange.Everything), "The first value.", IsRequired: true),
            new("max", Number(NumberRange.Everything), "The last value.", IsRequired: true),
            new("points", Integer(2, 1000), "How many values. Default: 7."),
            new("scale", new WordRule([new("log", "Equal ratios; the default."), new("linear", "Equal distances.")]), "How they are spaced."),
        ]);

    private static readonly Word[] Metrics =
        [.. new[] { "test", "train", "val" }.SelectMany(part => new[] { new Word($"{part}_accuracy", "Share of examples classified rightly."), new Word($"{part}_loss", "Mean loss.") })];

    private static readonly Dictionary<string, string> ForeignMetricKeys = new()
    {
        ["impute"] = "A trial that diverged ranks last here and is shown, and a pruned one is never taken for a finished one. Delete the key.",
        ["impute_while_running"] = "Only trials that have ended are judged here. Delete the key.",
        ["threshold"] = "Studies are judged by one metric. Delete the key; 'target' ends a search that reached a value.",
    };

    private static readonly Dictionary<string, string> ForeignKeys = new()
    {
        ["program"] = "There is no program to start: the network and its training stand in this file. Delete the key.",
        ["command"] = "There is no command to start: the network and its training stand in this file. Delete the key.",
        ["job"] = "There is no job to start: the network and its training stand in this file. Delete the key.",
        ["image_uri"] = "There is no container to start: the network and its training stand in this file. Delete the key.",
        ["project"] = "Results lie on this machine, in runs/ or where 'sweep run --out' says. Delete the key.",
        ["entity"] = "Results lie on this machine, in runs/ or where 'sweep run --out' says. Delete the key.",
        ["controller"] = "The runner itself chooses the points. Delete the key.",
        ["scheduler"] = "The runner itself chooses the points: 'method' says how. Delete the key.",
        ["metrics"] = "Points are judged by one metric: write 'metric', with its name and goal.",
        ["metric_constraints"] = "Points are judged by one metric: write 'metric', with its name and goal.",
        ["apiVersion"] = "Delete the key.",
        ["kind"] = "Delete the key.",
        ["name"] = "The experiment's name stands at the top of the file, beside 'sweep'.",
        ["description"] = "The experiment's description stands at the top of the file, beside 'sweep'.",
    };

    private static readonly Dictionary<string, string> ForeignTerminations = new()
    {
        ["patience"] = "Trials are ended by comparison with others: 'min_iter', or 'max_iter' with 's', says when.",
    };

    /// <summary>The key <c>sweep</c>.</summary>
    public static MappingRule Sweep { get; } = new(
        "sweep",
        [
            new("method", Methods, "How points are chosen. Default: grid."),
            new("metric", Metric, "What points are judged by. Default: test_accuracy, maximize."),
            new("parameters", new ParametersRule(), "What is varied. A parameter that bears the name of a training key sets it; others are used in ${…}."),
            new("pairs", new ListRule(new ListRule(new TextRule(TextKind.Free), "names of parameters", 2, 32), "lists of parameters", 1, 32), "Parameters that vary together, their first values, their second values and so on: [[batch_size, learning_rate]]."),
            new("tune", new TuneRule(), "One parameter that is searched inside each point, on held-out examples: learning_rate: { min: 1e-4, max: 1e-1, points: 7 }."),
            new(
                "seeds",
                new ByKindRule(
                    new WordOrNumberRule(new WordRule([new("auto", "3 seeds, and more until the verdict is decided, 30 at most.")]), Integer(1, LanguageSchema.MostTrials)),
                    new ListRule(Integer(0, int.MaxValue), "seeds", 1, LanguageSchema.MostTrials),
                    new MappingRule(
                        "seeds",
                        [
                            new("min", Integer(2, LanguageSchema.MostTrials), "Seeds that every point begins with. Default: 3."),
                            new("max", Integer(2, LanguageSchema.MostTrials), "Most seeds of a point; they are added until the verdict is decided. Default: 30."),
                        ])),
                "Every point is run with these seeds: a number n for training.seed and the n - 1 after it, a list, or auto (the same as { min: 3, max: 30 }), which adds seeds until the verdict is decided. Default: 1."),
            new("run_cap", Integer(1, LanguageSchema.MostTrials), "The most points that are trained, each with all of its seeds. A random or bayes search over a space without an end needs it."),
            new("search_seed", Integer(0, int.MaxValue), "The seed of all that the search draws. Default: 0."),
            new("order", Orders, "In which order a grid is trained. Default: listed."),
            new("early_terminate", EarlyTermination, "When trials that do worse than others are ended before their budget."),
            new("goal", Goal, "A metric's value that trainings are to reach: updates, examples and seconds to it are recorded. They go on to their budget all the same."),
        ],
        Foreign: ForeignKeys);

    /// <summary>What to say of the sweep's keys at the top of the file, where W&amp;B has them.</summary>
    public static IReadOnlyDictionary<string, string> AtTheTop { get; } = Sweep.Keys
        .Select(key => (key.Name, Text: "It belongs under 'sweep'."))
        .Concat(ForeignKeys.Where(key => key.Key is not ("name" or "description")).Select(key => (Name: key.Key, Text: key.Value)))
        .ToDictionary(key => key.Name, key => key.Text);

    private static WordRule Methods => new(
        [
            new("grid", "All combinations; the last parameter varies fastest."),
            new("random", "Each point drawn by itself; none twice."),
            new("bayes", "Each point drawn where the results so far promise most; none twice."),
        ]);

    private static WordRule Orders => new(
        [
            new("listed", "As listed: the last parameter varies fastest; the default."),
            new("shuffled", "At random, by the search seed."),
            new("coarse_to_fine", "Ends and middle of every parameter first, then the middles between them: a study that is broken off has covered the whole grid, only less finely."),
        ]);

    private static MappingRule Metric => new(
        "metric",
        [
            new("name", new WordRule(Metrics), "A metric; val_ ones need dataset.validation_fraction.", IsRequired: true),
            new("goal", new WordRule([new("maximize", "More is better; the default of accuracies."), new("minimize", "Less is better; the default of losses.")]), "Which end is better."),
            new("target", Number(NumberRange.Everything), "No more trials are begun once one reached it."),
        ],
        ShortKey: "name",
        ForeignMetricKeys);

    private static MappingRule EarlyTermination => new(
        "early_terminate",
        [
            new("type", new WordRule([new("hyperband", "At each bracket a trial ends that is not among the best 1 / eta of all that came as far."), new("asha", "Of the trials that reached a rung the best 1 / eta are trained on to the next.")]), "How.", IsRequired: true),
            new("min_iter", Integer(1, int.MaxValue), "The first bracket: a number of evaluations. Others follow at min_iter eta, min_iter eta^2, …"),
            new("max_iter", Integer(1, int.MaxValue), "hyperband: brackets lie at max_iter / eta, max_iter / eta^2, …, s of them. asha: no rung lies at or beyond it."),
            new("s", Integer(1, 64), "hyperband only: the number of brackets below max_iter."),
            new("eta", Number(new NumberRange(1, false, 1e6, true)), "Of the trials judged at a bracket, 1 / eta go on. Default: 3."),
            new("strict", new TruthRule(AllowsExpression: false), "hyperband only: whether trials are judged by their metric at the bracket; otherwise by the best they had up to it. Default: false."),
        ],
        Foreign: ForeignTerminations);

    private static MappingRule Goal => new("goal", [.. Metrics.Select(metric => new KeyRule(metric.Name, Number(NumberRange.Everything), metric.Summary))]);

    private static NumberRule Integer(double minimum, double maximum) => new(ScalarType.Integer, NumberRange.Between(minimum, maximum), AllowsExpression: false);

    private static NumberRule Number(NumberRange range) => new(ScalarType.Number, range, AllowsExpression: false);
}
