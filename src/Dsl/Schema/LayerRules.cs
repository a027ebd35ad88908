namespace SweepDsl.Dsl.Schema;

/// <summary>The tables of the layers.</summary>
internal static class LayerRules
{
    private static readonly NumberRule Extent = new(ScalarType.Integer, NumberRange.Between(1, 4096), AllowsExpression: true);
    private static readonly NumberRule Outputs = new(ScalarType.Integer, NumberRange.Between(1, 1 << 20), AllowsExpression: true);

    private static readonly WordOrNumberRule Padding = new(
        new WordRule([new("valid", "No border; the default."), new("same", "As wide as needed for ceil(input / stride) outputs.")]),
        new NumberRule(ScalarType.Integer, NumberRange.Between(0, 4096), AllowsExpression: true));

    private static readonly NumberRule Groups = new(ScalarType.Integer, NumberRange.Between(1, 1 << 20), AllowsExpression: true);

    private static readonly KeyRule Epsilon = new(
        "epsilon", new NumberRule(ScalarType.Number, new NumberRange(0, false, 1, true), AllowsExpression: true), "Added to the variance before its root is taken. Default: 0.00001.");

    private static readonly WordRule Initializers = new(
        [
            new("he_normal", "Normal with variance 2 / fan-in; the default."),
            new("he_uniform", "Uniform with variance 2 / fan-in."),
            new("glorot_normal", "Normal with variance 2 / (fan-in + fan-out)."),
            new("glorot_uniform", "Uniform with variance 2 / (fan-in + fan-out)."),
            new("lecun_normal", "Normal with variance 1 / fan-in."),
            new("pytorch", "PyTorch's default: weights and biases uniform within ±1/sqrt(fan-in)."),
            new("zeros", "All zero."),
        ]);

    /// <summary>A list of layers.</summary>
    public static ListRule List(int least) => new(new LayerRule(), "layers", least, 256);

    /// <summary>What a <see cref="LayerRule"/> stands for.</summary>
    public static VariantRule Create(Vocabulary vocabulary)
    {
        WordRule activations = new([.. vocabulary.Activations.Select(word => new Word(word.Name, word.Summary))]);
        KeyRule activation = new("activation", activations, "Applied to the sum. Default: identity.");
        KeyRule stride = new("stride", new PairRule(Extent, MayBeOne: true), "Step between outputs: n or [height, width]. Default: 1.");
        KeyRule padding = new("padding", Padding, "Border of zeros: valid, same or pixels on each side. Default: valid.");
        KeyRule after = new("activation", activations, "Applied to the result. Default: identity.");
        KeyRule bias = new("bias", new TruthRule(AllowsExpression: true), "Whether each output has a bias. Default: true.");
        KeyRule init = new("init", Initializers, "How initial weights are drawn. Default: he_normal.");
        return new VariantRule(
            "layer",
            [
                new(
                    "conv2d",
                    "A two-dimensional convolution.",
                    new MappingRule(
                        "conv2d",
                        [
                            new("filters", Outputs, "Output channels.", IsRequired: true),
                            new("kernel", new PairRule(Extent, MayBeOne: true), "Extent of the filter: n or [height, width].", IsRequired: true),
                            stride,
                            padding,
                            new("groups", Groups, "Groups of channels that do not see each other; divides the channels before and the filters. Default: 1."),
                            activation,
                            bias,
                            init,
                        ])),
                new(
                    "depthwise_conv2d",
                    "A convolution of each channel by itself.",
                    new MappingRule(
                        "depthwise_conv2d",
                        [
                            new("kernel", new PairRule(Extent, MayBeOne: true), "Extent of the filter: n or [height, width].", IsRequired: true),
                            new("multiplier", new NumberRule(ScalarType.Integer, NumberRange.Between(1, 1024), AllowsExpression: true), "Filters for each channel. Default: 1."),
                            stride,
                            padding,
                            activation,
                            bias,
                            init,
                        ],
                        ShortKey: "kernel")),
                new("dense", "A fully connected layer; an image before it is flattened by itself.", new MappingRule("dense", [new("units", Outputs, "Outputs.", IsRequired: true), activation, bias, init], ShortKey: "units")),
                Pool("max_pool2d", "The largest value of each window; padding never wins."),
                Pool("avg_pool2d", "The mean of each window; padding is not counted."),
                new("global_avg_pool2d", "The mean of each channel over the image."),
                new("flatten", "Makes a vector of an image."),
                new(
                    "dropout",
                    "Zeroes values at random in training.",
                    new MappingRule("dropout", [new("rate", new NumberRule(ScalarType.Number, NumberRange.Share, AllowsExpression: true), "Probability of zero.", IsRequired: true)], ShortKey: "rate")),
                new("activation", "An activation function by itself.", new MappingRule("activation", [new("function", activations, "The function.", IsRequired: true)], ShortKey: "function")),
                new(
                    "batch_norm",
                    "Each channel minus its mean, divided by its standard deviation, both over the batch; in evaluation by running statistics. Then a trained scale and shift.",
                    new MappingRule(
                        "batch_norm",
                        [
                            new("ghost", new NumberRule(ScalarType.Integer, NumberRange.Between(1, 1 << 20), AllowsExpression: true), "Examples of a virtual batch that has statistics of its own (ghost batch norm). Default: the whole batch."),
                            new("momentum", new NumberRule(ScalarType.Number, new NumberRange(0, false, 1, true), AllowsExpression: true), "Share that the newest statistics take of the running ones. Default: 0.1."),
                            Epsilon,
                            after,
                        ])),
                new("layer_norm", "Each example minus its mean, divided by its standard deviation. Then a trained scale and shift of each value.", new MappingRule("layer_norm", [Epsilon, after])),
                new(
                    "group_norm",
                    "Groups of channels of an example, each minus its mean, divided by its standard deviation. Then a trained scale and shift of each channel.",
                    new MappingRule("group_norm", [new("groups", Groups, "Number of groups, which divides the channels; as many as channels make instance norm.", IsRequired: true), Epsilon, after], ShortKey: "groups")),
                new(
                    "residual",
                    "Layers whose output is added to their input.",
                    new MappingRule(
                        "residual",
                        [
                            new("layers", List(least: 1), "The layers, in order.", IsRequired: true),
                            new("shortcut", List(least: 0), "Layers on the other way, where shapes differ. Default: none, the input as it is."),
                            new("activation", activations, "Applied to the sum. Default: identity."),
                        ],
                        ShortKey: "layers")),
                new(
                    "concat",
                    "Branches from one input, whose outputs lie side by side along the channels.",
                    new MappingRule(
                        "concat",
                        [new("branches", new ListRule(List(least: 0), "branches", 2, 64), "The layers of each branch; [] hands the input on as it is.", IsRequired: true)],
                        ShortKey: "branches")),
            ]);
    }

    private static Variant Pool(string name, string summary) => new(
        name,
        summary,
        new MappingRule(
            name,
            [
                new("window", new PairRule(Extent, MayBeOne: true), "Extent of the window: n or [height, width].", IsRequired: true),
                new("stride", new PairRule(Extent, MayBeOne: true), "Step between windows: n or [height, width]. Default: the window."),
                new("padding", Padding, "Border: valid, same or pixels on each side, fewer than the window. Default: valid."),
            ],
            ShortKey: "window"));
}
