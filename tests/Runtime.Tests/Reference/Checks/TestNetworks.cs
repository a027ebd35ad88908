using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>Small networks that together have every layer.</summary>
public static class TestNetworks
{
    /// <summary>The word of an activation as a definition has it.</summary>
    public static Activation Word(string name) => new(name, ActivationSource.Output);

    /// <summary>A dense network on images: the first layer flattens by itself.</summary>
    public static NetworkDefinition Dense { get; } = new(
        new FeatureShape(2, 3, 2),
        [
            new DenseDefinition(7, Word("relu"), true, Initializer.HeNormal),
            new DropoutDefinition(0.3),
            new DenseDefinition(5, Word("leaky_relu"), false, Initializer.HeNormal),
            new ActivationDefinition(Word("sigmoid")),
            new DenseDefinition(4, Word("identity"), true, Initializer.HeNormal),
        ]);

    /// <summary>Convolutions and both pools, then flattened.</summary>
    public static NetworkDefinition Convolutional { get; } = new(
        new FeatureShape(2, 7, 6),
        [
            new Conv2dDefinition(3, new Extent(3, 3), new Extent(1, 1), Padding.Same, Word("gelu"), true, Initializer.HeNormal),
            new MaxPool2dDefinition(new Extent(2, 2), new Extent(2, 2), Padding.Valid),
            new Conv2dDefinition(4, new Extent(2, 3), new Extent(1, 2), Padding.Explicit(1), Word("silu"), false, Initializer.HeNormal),
            new AvgPool2dDefinition(new Extent(2, 2), new Extent(1, 1), Padding.Same),
            new FlattenDefinition(),
            new DenseDefinition(4, Word("identity"), true, Initializer.HeNormal),
        ]);

    /// <summary>A convolution whose channels are averaged away.</summary>
    public static NetworkDefinition Pooled { get; } = new(
        new FeatureShape(1, 5, 5),
        [
            new Conv2dDefinition(6, new Extent(3, 2), new Extent(2, 2), Padding.Same, Word("tanh"), true, Initializer.HeNormal),
            new GlobalAvgPool2dDefinition(),
            new DenseDefinition(3, Word("identity"), true, Initializer.HeNormal),
        ]);

    /// <summary>Blocks within blocks: a residual with and without a shortcut, branches of unlike depth, one of them empty.</summary>
    public static NetworkDefinition Blocks { get; } = new(
        new FeatureShape(2, 5, 4),
        [
            new Conv2dDefinition(3, new Extent(1, 1), new Extent(1, 1), Padding.Valid, Word("tanh"), true, Initializer.HeNormal),
            new ResidualDefinition(
                [
                    new Conv2dDefinition(4, new Extent(3, 3), new Extent(2, 2), Padding.Explicit(1), Word("gelu"), true, Initializer.HeNormal),
                    new ConcatDefinition(
                    [
                        [],
                        [new Conv2dDefinition(2, new Extent(1, 1), new Extent(1, 1), Padding.Valid, Word("sigmoid"), false, Initializer.HeNormal), new DropoutDefinition(0.3)],
                        [new ResidualDefinition([new ActivationDefinition(Word("silu"))], [], Word("identity"))],
                    ]),
                ],
                [new Conv2dDefinition(10, new Extent(1, 1), new Extent(2, 2), Padding.Valid, Word("tanh"), true, Initializer.HeNormal)],
                Word("gelu")),
            new ConcatDefinition([[new FlattenDefinition()], [new DropoutDefinition(0.2), new FlattenDefinition()]]),
            new ResidualDefinition([new FlattenDefinition(), new ActivationDefinition(Word("tanh"))], [], Word("sigmoid")),
            new DenseDefinition(3, Word("identity"), true, Initializer.HeNormal),
        ]);

    /// <summary>Every normalisation: of images, of vectors, of what was flattened, within a block, over virtual batches.</summary>
    public static NetworkDefinition Normalized { get; } = new(
        new FeatureShape(2, 4, 3),
        [
            new Conv2dDefinition(3, new Extent(2, 2), new Extent(1, 1), Padding.Same, Word("identity"), false, Initializer.HeNormal),
            new BatchNormDefinition(0.1, 1e-3, null, Word("tanh")),
            new ResidualDefinition(
                [new Conv2dDefinition(4, new Extent(2, 1), new Extent(2, 1), Padding.Same, Word("identity"), true, Initializer.HeNormal), new BatchNormDefinition(0.3, 1e-5, 2, Word("identity"))],
                [new Conv2dDefinition(4, new Extent(1, 1), new Extent(2, 1), Padding.Valid, Word("sigmoid"), false, Initializer.HeNormal)],
                Word("gelu")),
            new FlattenDefinition(),
            new BatchNormDefinition(0.1, 1e-2, null, Word("silu")),
            new DenseDefinition(5, Word("identity"), true, Initializer.HeNormal),
            new BatchNormDefinition(1, 1e-2, 3, Word("sigmoid")),
            new DenseDefinition(4, Word("identity"), true, Initializer.HeNormal),
        ]);

    /// <summary>Normalisations of one example: of images, of vectors, of what was flattened, within a block.</summary>
    public static NetworkDefinition NormalizedByExample { get; } = new(
        new FeatureShape(2, 3, 2),
        [
            new LayerNormDefinition(1e-3, Word("tanh")),
            new Conv2dDefinition(6, new Extent(2, 2), new Extent(1, 1), Padding.Same, Word("identity"), false, Initializer.HeNormal),
            new ResidualDefinition([new GroupNormDefinition(3, 1e-2, Word("silu"))], [new GroupNormDefinition(6, 1e-2, Word("identity"))], Word("identity")),
            new FlattenDefinition(),
            new GroupNormDefinition(2, 1e-2, Word("gelu")),
            new LayerNormDefinition(1e-5, Word("identity")),
            new DenseDefinition(6, Word("identity"), true, Initializer.HeNormal),
            new GroupNormDefinition(3, 0.1, Word("sigmoid")),
            new LayerNormDefinition(0.1, Word("identity")),
            new DenseDefinition(3, Word("identity"), true, Initializer.HeNormal),
        ]);

    /// <summary>Convolutions in groups, one of them depthwise.</summary>
    public static NetworkDefinition Grouped { get; } = new(
        new FeatureShape(2, 4, 5),
        [
            new DepthwiseConv2dDefinition(new Extent(3, 2), 3, new Extent(1, 1), Padding.Same, Word("tanh"), true, Initializer.HeNormal),
            new Conv2dDefinition(4, new Extent(2, 2), new Extent(2, 1), Padding.Explicit(1), Word("silu"), false, Initializer.HeNormal, Groups: 2),
            new DenseDefinition(3, Word("identity"), true, Initializer.HeNormal),
        ]);

    /// <summary>A seeded batch for a network.</summary>
    public static ReferenceBatch Batch(NetworkDefinition network, int count, int seed)
    {
        int classes = ((DenseDefinition)network.Layers[^1]).Units;
        return new ReferenceBatch(Draw.Uniform(seed, count * network.Input.Elements), Draw.Labels(seed, count, classes)) { Epoch = 2 };
    }
}
