namespace SweepDsl.Dsl.Schema;

/// <summary>The tables of the language: every key, what its value may be and what it means.</summary>
internal sealed class LanguageSchema
{
    /// <summary>Most trials of a sweep.</summary>
    public const int MostTrials = 100_000;

    /// <summary>Most budgets of a study.</summary>
    public const int MostBudgets = 8;

    /// <summary>Most parts that a batch is cut into: an update is one submission, which a system gives a device only so long for.</summary>
    public const int MostMicroBatches = 1024;

    private static readonly NumberRange Counts = NumberRange.Between(1, int.MaxValue);

    private LanguageSchema(MappingRule root, MappingRule training, VariantRule layer) => (Root, Training, Layer) = (root, training, layer);

    /// <summary>The whole experiment.</summary>
    public MappingRule Root { get; }

    /// <summary>The key <c>training</c>.</summary>
    public MappingRule Training { get; }

    /// <summary>What a <see cref="LayerRule"/> stands for.</summary>
    public VariantRule Layer { get; }

    /// <summary>The tables with the words of a vocabulary.</summary>
    public static LanguageSchema Create(Vocabulary vocabulary)
    {
        MappingRule training = TrainingOf(vocabulary);
        MappingRule root = new(
            "the experiment",
            [
                new("name", new TextRule(TextKind.FileName), "Name of the experiment and of its results folder: letters, digits, '.', '_' and '-', at most 64.", IsRequired: true),
                new("description", new TextRule(TextKind.Free), "The question that the experiment answers."),
                new("dataset", Dataset, "The data: a word, or a mapping with 'name'.", IsRequired: true),
                new("model", new MappingRule("model", [new("layers", LayerRules.List(least: 1), "The layers, in order.", IsRequired: true)]), "The network.", IsRequired: true),
                new("training", training, "How the network is trained.", IsRequired: true),
                new("sweep", SearchRules.Sweep, "What is varied, and how it is judged. Without it the experiment has one point."),
                new("suppress", new ListRule(Suppression, "suppressions", 0, 32), "Warnings about the study's method that do not matter here, each with its reason."),
            ],
            Foreign: SearchRules.AtTheTop);
        return new LanguageSchema(root, training, LayerRules.Create(vocabulary));
    }

    /// <summary>The key <c>budget</c>.</summary>
    public static MappingRule Budget { get; } = new("budget", Lengths(allowExpressions: true));

    /// <summary>An entry of <c>budgets</c>: equal at all points, or it would compare nothing.</summary>
    public static MappingRule CutBudget { get; } = new("budgets", Lengths(allowExpressions: false));

    /// <summary>The key <c>evaluate.every</c>.</summary>
    public static MappingRule EvaluationInterval { get; } = new("every", [.. Lengths(allowExpressions: true).Where(key => key.Name != "seconds")]);

    private static KeyRule[] Lengths(bool allowExpressions) =>
    [
        new("epochs", Integer(Counts, allowExpressions), "Passes over the training examples."),
        new("updates", Integer(Counts, allowExpressions), "Updates of the parameters."),
        new("examples", Integer(Counts, allowExpressions), "Training examples, counted each time they are seen."),
        new("seconds", Number(NumberRange.Positive, allowExpressions), "Seconds of training of each trial, evaluations not counted. How many updates they allow depends on the device: results cannot be reproduced."),
    ];

    private static MappingRule Suppression => new(
        "suppress",
        [
            new("rule", new TextRule(TextKind.Free), "The warning's number, such as SWEEP0601.", IsRequired: true),
            new("reason", new TextRule(TextKind.Free), "Why it does not matter in this study.", IsRequired: true),
        ]);

    private static MappingRule Dataset { get; } = new(
        "dataset",
        [
            new("name", new WordRule([.. DatasetFacts.All.Select(facts => new Word(facts.Name, facts.Summary)), new Word(DatasetFacts.ImageFolder, "A folder of images: train/CLASS/* and test/CLASS/*, PNG or JPEG.")]), "The data set.", IsRequired: true),
            new("train_examples", Integer(Counts), "Size of a seeded, class-balanced part of the training set. Default: all; 4000 of glyphs."),
            new("test_examples", Integer(Counts), "Size of a seeded, class-balanced part of the test set. Default: all; 2000 of glyphs."),
            new("validation_fraction", Number(NumberRange.Share), "Share of the training examples held out for val_loss and val_accuracy. Default: 0."),
            new(
                "normalize",
                new WordRule(
                    [
                        new("per_channel", "Each channel minus its mean, divided by its standard deviation, over the training examples; the default."),
                        new("unit", "Divided by 255."),
                        new("none", "As they are, 0 to 255."),
                    ]),
                "How pixels become inputs."),
            new("augment", new ListRule(Augmentations, "augmentations", 0, 16), "Random changes of training images, in order."),
            new("path", new TextRule(TextKind.RelativePath), "image_folder only: the folder, below the data folder."),
            new("size", new PairRule(Integer(NumberRange.Between(1, 4096)), MayBeOne: false), "image_folder only: [height, width] that every image has or is resized to."),
            new("channels", Integer(NumberRange.Between(1, 3)), "image_folder only: 1 (grey) or 3 (red, green, blue)."),
            new("classes", Integer(NumberRange.Between(2, 100_000)), "image_folder only: the number of classes."),
            new("resize", new TruthRule(AllowsExpression: false), "image_folder only: whether images of another size are resized; otherwise they are an error. Default: false."),
        ],
        ShortKey: "name");

    private static VariantRule Augmentations => new(
        "augmentation",
        [
            new("horizontal_flip", "Mirrors left and right.", new MappingRule("horizontal_flip", [new("probability", Number(NumberRange.Probability), "Share of images mirrored.", IsRequired: true)], ShortKey: "probability")),
            new("random_crop", "Pads with zeros and cuts the original size out at a random place.", new MappingRule("random_crop", [new("padding", Integer(NumberRange.Between(1, 64)), "Pixels added on each side.", IsRequired: true)], ShortKey: "padding")),
            new("cutout", "Sets a square about a random pixel to 0 after normalisation.", new MappingRule("cutout", [new("size", Integer(NumberRange.Between(1, 4096)), "Rows and columns of the square.", IsRequired: true)], ShortKey: "size")),
            new("mixup", "Mixes each example, and its target, with another.", new MappingRule("mixup", [new("alpha", Number(new NumberRange(0, false, 100, true)), "The shares are drawn from Beta(alpha, alpha): the smaller, the less is mixed.", IsRequired: true)], ShortKey: "alpha")),
        ]);

    private static VariantRule Losses => new(
        "loss",
        [
            new(
                "softmax_cross_entropy",
                "Cross-entropy of the softmax of the outputs.",
                new MappingRule("softmax_cross_entropy", [new("label_smoothing", Number(NumberRange.Share, allowsExpression: true), "Share of each target spread evenly over all classes. Default: 0.")])),
            new("mean_squared_error", "Mean over batch and outputs of the squared difference from the one-hot target."),
        ]);

    private static MappingRule TrainingOf(Vocabulary vocabulary) => new(
        "training",
        [
            new("loss", Losses, "What is minimised.", IsRequired: true, IsSetting: true),
            new("optimizer", new VariantRule("optimizer", [.. vocabulary.Optimizers.Select(OptimizerOf)]), "The update rule; its hyper-parameters are keys under it.", IsRequired: true, IsSetting: true),
            new("learning_rate", Number(NumberRange.Positive, allowsExpression: true), "Learning rate of every update, or what a schedule takes shares of.", IsRequired: true, IsSetting: true),
            new("schedule", ScheduleRules.Schedules, "How the learning rate changes from update to update. Default: constant.", IsSetting: true),
            new("warmup", ScheduleRules.Warmup, "How long the learning rate rises in a straight line from 0 to where the schedule begins: one of epochs, updates and examples. Default: not at all."),
            new("batch_size", Integer(Counts, allowsExpression: true), "Examples an update.", IsRequired: true, IsSetting: true),
            new("micro_batch", Integer(Counts, allowsExpression: true), "Examples that are worked through at once: memory follows it, and the gradients of a batch are added up. Default: the whole batch.", IsSetting: true),
            new("clip_gradient_norm", Number(NumberRange.Positive, allowsExpression: true), "Largest norm of all gradients together; larger ones are scaled down to it. Default: any.", IsSetting: true),
            new("clip_gradient_value", Number(NumberRange.Positive, allowsExpression: true), "Largest size of each value of a gradient. Default: any.", IsSetting: true),
            new("ema", Number(NumberRange.Share, allowsExpression: true), "Decay of an exponential moving average of the weights: the average is what is measured and kept. Default: the weights themselves.", IsSetting: true),
            new("budget", Budget, "When training ends: one of epochs, updates, examples and seconds. Required, unless there are 'budgets'."),
            new("budgets", new ListRule(CutBudget, "budgets", 2, MostBudgets), "Several budgets: one study seen several ways. Training goes on to the largest and is measured and judged at each; where a schedule ends with training, each budget has a training of its own."),
            new("seed", Integer(NumberRange.Between(0, int.MaxValue)), "The first seed of the sweep. Default: 0."),
            new("shuffle", new TruthRule(AllowsExpression: true), "Whether each epoch has an order of its own. Default: true.", IsSetting: true),
            new(
                "last_batch",
                new WordRule([new("keep", "It is trained on, smaller; the default."), new("drop", "It is left out.")]),
                "What becomes of an epoch's last batch when the batch size does not divide the examples.",
                IsSetting: true),
            new(
                "precision",
                new WordRule(
                    [
                        new("float32", "All in float32; the default."),
                        new("mixed", "Features and a copy of the weights in float16, sums and parameters in float32; the loss is scaled by itself. Needs a device with 16-bit storage."),
                    ]),
                "How features and weights lie in the device's memory.",
                IsSetting: true),
            new("init_from", new TextRule(TextKind.RelativePath), "A safetensors file to start from, below the working directory.", IsSetting: true),
            new(
                "evaluate",
                new MappingRule(
                    "evaluate",
                    [
                        new("every", EvaluationInterval, "How often: one of epochs, updates and examples. Default: each epoch. The end of training is always measured."),
                        new("train_examples", Integer(Counts, allowsExpression: true), "Training examples measured at each evaluation. Default: all."),
                    ]),
                "How training is measured."),
        ]);

    private static Variant OptimizerOf(OptimizerWord word) => new(word.Name, word.Summary, new MappingRule(word.Name, [.. word.HyperParameters.Select(HyperParameterOf)]));

    private static KeyRule HyperParameterOf(HyperParameter hyper)
    {
        bool isTruth = hyper.Type == ScalarType.Truth;
        string value = isTruth ? (hyper.Default != 0 ? "true" : "false") : hyper.Default.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        string summary = $"{(hyper.Summary.Length == 0 ? "" : hyper.Summary.TrimEnd('.') + ". ")}Default: {value}.";
        return new KeyRule(hyper.Name, isTruth ? new TruthRule(AllowsExpression: true) : new NumberRule(hyper.Type, hyper.Range, AllowsExpression: true), summary);
    }

    private static NumberRule Integer(NumberRange range, bool allowsExpression = false) => new(ScalarType.Integer, range, allowsExpression);

    private static NumberRule Number(NumberRange range, bool allowsExpression = false) => new(ScalarType.Number, range, allowsExpression);
}
