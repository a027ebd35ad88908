using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>A small data set and networks to train on it, for the device and for the reference alike.</summary>
internal sealed class TrainingStudy
{
    private const int Classes = 3;

    /// <summary>Images of random pixels, brighter by class, so that there is something to learn.</summary>
    public TrainingStudy(FeatureShape shape, int train, int test, double validationFraction = 0)
    {
        int validation = (int)(train * validationFraction);
        Dataset = new Dataset(
            "test", ["a", "b", "c"], Make(shape, train - validation, seed: 1), validation > 0 ? Make(shape, validation, seed: 2) : null, Make(shape, test, seed: 3), Normalization.PerChannel);
    }

    public Dataset Dataset { get; }

    /// <summary>A convolutional network with every kind of layer.</summary>
    public NetworkDefinition EveryLayer(double dropout = 0.2, Initializer last = Initializer.HeUniform) => new(Dataset.Shape, [
        new Conv2dDefinition(5, new Extent(3, 2), new Extent(1, 1), Padding.Same, Activations.Relu, Bias: true, Initializer.HeNormal),
        new MaxPool2dDefinition(new Extent(2, 2), new Extent(2, 1), Padding.Same),
        new Conv2dDefinition(8, new Extent(3, 3), new Extent(2, 1), Padding.Explicit(1), Activations.Silu, Bias: false, Initializer.GlorotUniform),
        new ActivationDefinition(Activations.LeakyRelu),
        new AvgPool2dDefinition(new Extent(2, 2), new Extent(1, 1), Padding.Same),
        new DropoutDefinition(dropout),
        new Conv2dDefinition(4, new Extent(1, 1), new Extent(1, 1), Padding.Valid, Activations.Gelu, Bias: true, Initializer.LecunNormal),
        new FlattenDefinition(),
        new DenseDefinition(9, Activations.Tanh, Bias: true, Initializer.PyTorch),
        new DenseDefinition(7, Activations.Sigmoid, Bias: false, Initializer.GlorotNormal),
        new DenseDefinition(Classes, Activations.Identity, Bias: true, last)]);

    /// <summary>Blocks of layers, in one another, before and behind layers that fuse.</summary>
    public NetworkDefinition Blocks() => new(Dataset.Shape, [
        new ConcatDefinition([[], [Conv(3, 3, Activations.Relu)]]),
        Conv(4, 3, Activations.Silu),
        new ResidualDefinition([Conv(5, 3, Activations.Relu), new MaxPool2dDefinition(new Extent(2, 2), new Extent(1, 1), Padding.Same), Conv(4, 1, Activations.Tanh)], [], Activations.Gelu),
        new MaxPool2dDefinition(new Extent(2, 2), new Extent(2, 2), Padding.Valid),
        new ResidualDefinition(
            [
                Conv(6, 3, Activations.Relu),
                new ConcatDefinition([[Conv(4, 1, Activations.Silu), new DropoutDefinition(0.2)], [], [new ResidualDefinition([new ActivationDefinition(Activations.Relu)], [], Activations.Identity)]]),
            ],
            [Conv(16, 1, Activations.Sigmoid)],
            Activations.Relu),
        new ConcatDefinition([[new GlobalAvgPool2dDefinition()], [new FlattenDefinition(), new DenseDefinition(5, Activations.Relu, Bias: true, Initializer.HeNormal)]]),
        new ResidualDefinition([new DropoutDefinition(0.1)], [], Activations.Tanh),
        new DenseDefinition(Classes, Activations.Identity, Bias: true, Initializer.HeNormal)]);

    /// <summary>Every normalisation: of images, of vectors, of what was flattened, within blocks, before and behind layers that fuse; and convolutions in groups. Where all values of a group
    /// are nearly one, as behind relu, rounding is multiplied by one over the root of epsilon: so that is large here.</summary>
    public NetworkDefinition Normalized() => new(Dataset.Shape, [
        new BatchNormDefinition(0.2, 0.2, null, Activations.Identity),
        Conv(5, 3, Activations.Identity),
        new BatchNormDefinition(0.1, 0.1, null, Activations.Relu),
        new MaxPool2dDefinition(new Extent(2, 2), new Extent(1, 1), Padding.Valid),
        new GroupNormDefinition(5, 0.1, Activations.LeakyRelu),
        new DepthwiseConv2dDefinition(new Extent(3, 3), 2, new Extent(1, 1), Padding.Same, Activations.Silu, Bias: true, Initializer.HeNormal),
        new Conv2dDefinition(6, new Extent(3, 2), new Extent(2, 1), Padding.Same, Activations.Relu, Bias: false, Initializer.PyTorch, Groups: 2),
        new ResidualDefinition(
            [Conv(8, 3, Activations.Relu), new BatchNormDefinition(0.1, 0.05, 7, Activations.Silu), new DropoutDefinition(0.1)],
            [Conv(8, 1, Activations.Identity), new GroupNormDefinition(4, 0.1, Activations.Identity), new BatchNormDefinition(0.1, 0.1, null, Activations.Identity), new LayerNormDefinition(0.1, Activations.Tanh)],
            Activations.Gelu),
        new FlattenDefinition(),
        new BatchNormDefinition(0.1, 0.1, null, Activations.Tanh),
        new GroupNormDefinition(2, 0.1, Activations.Identity),
        new DenseDefinition(9, Activations.Identity, Bias: false, Initializer.HeNormal),
        new BatchNormDefinition(0.5, 0.1, 5, Activations.Sigmoid),
        new LayerNormDefinition(0.1, Activations.Silu),
        new DenseDefinition(Classes, Activations.Identity, Bias: true, Initializer.HeNormal)]);

    /// <summary>Ends in a global average.</summary>
    public NetworkDefinition GlobalAverage() => new(Dataset.Shape, [
        new Conv2dDefinition(6, new Extent(3, 3), new Extent(1, 1), Padding.Valid, Activations.Relu, Bias: true, Initializer.HeNormal),
        new GlobalAvgPool2dDefinition(),
        new DenseDefinition(Classes, Activations.Identity, Bias: true, Initializer.HeNormal)]);

    public static TrainingDefinition Training(OptimizerDefinition optimizer, double learningRate, int batchSize, Budget budget, LossDefinition? loss = null) => new()
    {
        Loss = loss ?? new SoftmaxCrossEntropyLoss(0),
        Optimizer = optimizer,
        LearningRate = learningRate,
        BatchSize = batchSize,
        Budget = budget,
    };

    /// <summary>The batch of an update as the reference takes it, by the contract of order and normalisation.</summary>
    public ReferenceBatch Batch(TrainingDefinition training, int seed, long update)
    {
        BatchSchedule schedule = new(Dataset.Train.Count, training);
        uint epoch = (uint)schedule.EpochOf(update);
        int first = (int)(update % schedule.UpdatesPerEpoch) * training.BatchSize;
        uint[] order = ExampleOrder.Create(Dataset.Train.Count, seed, epoch, training.Shuffle);
        uint[] examples = order[first..Math.Min(first + training.BatchSize, order.Length)];
        return Batch(Dataset.Train, examples) with { Epoch = epoch };
    }

    /// <summary>The batch of an update when examples are mixed.</summary>
    public ReferenceBatch MixedBatch(TrainingDefinition training, int seed, long update, double alpha)
    {
        ReferenceBatch batch = Batch(training, seed, update);
        uint[] words = new uint[Dataset.Train.Count * MixupPairs.Words];
        MixupPairs.Fill(words, alpha, seed, batch.Epoch);
        (int Partner, double Share)[] pairs = [.. batch.Examples.Select(example => ((int)words[2 * example], (double)BitConverter.UInt32BitsToSingle(words[(2 * example) + 1])))];
        double[] partners = [.. pairs.SelectMany(pair => Normalized(Dataset.Train.Image(pair.Partner)))];
        int elements = Dataset.Shape.Elements;
        return batch with
        {
            Inputs = [.. batch.Inputs.Select((value, i) => (pairs[i / elements].Share * value) + ((1 - pairs[i / elements].Share) * partners[i]))],
            Mixing = [.. pairs.Select(pair => ((int)Dataset.Train.Labels[pair.Partner], pair.Share))],
        };
    }

    /// <summary>All examples of a part as one batch of an evaluation.</summary>
    public ReferenceBatch All(ExampleSet part) => Batch(part, [.. Enumerable.Range(0, part.Count).Select(i => (uint)i)]) with { IsTraining = false };

    private static Conv2dDefinition Conv(int filters, int kernel, Activation activation) =>
        new(filters, new Extent(kernel, kernel), new Extent(1, 1), Padding.Same, activation, Bias: true, Initializer.HeNormal);

    private ReferenceBatch Batch(ExampleSet part, uint[] examples) => new(
        [.. examples.SelectMany(example => Normalized(part.Image((int)example)))], [.. examples.Select(example => (int)part.Labels[(int)example])])
    {
        Examples = [.. examples],
    };

    private IEnumerable<double> Normalized(ReadOnlySpan<byte> image)
    {
        double[] values = new double[image.Length];
        for (int i = 0; i < values.Length; i++)
        {
            PixelScaling scaling = Dataset.Scaling[i % Dataset.Shape.Channels];
            values[i] = (image[i] * scaling.Scale) + scaling.Offset;
        }

        return values;
    }

    private static ExampleSet Make(FeatureShape shape, int count, int seed)
    {
        Random random = new(seed);
        byte[] pixels = new byte[count * shape.Elements];
        random.NextBytes(pixels);
        uint[] labels = [.. Enumerable.Range(0, count).Select(_ => (uint)random.Next(Classes))];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((pixels[i] / 2) + (40 * labels[i / shape.Elements]));
        }

        return new ExampleSet(shape, pixels, labels);
    }
}
