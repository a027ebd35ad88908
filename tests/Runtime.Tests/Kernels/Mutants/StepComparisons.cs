using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Training;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.KernelComparison;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Comparisons of what begins and ends a training step: gathering, losses, optimizers.</summary>
public static class StepComparisons
{
    private const int Classes = 5;
    private static readonly uint[] Labels = [2, 0, 4, 2, 1, 3, 3];

    public static KernelComparison CrossEntropy { get; } = new("softmax_cross_entropy", bench =>
    {
        double[] logits = [.. Floats(1, Labels.Length * Classes).Select(value => (double)(float)(4 * value))];
        logits[3 * Classes] = logits[(3 * Classes) + 2] = 9;  // the label's, and a lower one as large
        logits[4 * Classes] = 90;
        return Loss(
            bench,
            logits,
            ReferenceLoss.SoftmaxCrossEntropy(logits, [.. Labels.Select(label => (int)label)], (float)0.2),
            (outputs, labels, gradient, loss, correct) => LossKernels.SoftmaxCrossEntropy(Classes, Labels.Length, 0.2, outputs, labels, gradient, loss, correct, null, "loss"));
    });

    public static KernelComparison SquaredError { get; } = new("mean_squared_error", bench =>
    {
        double[] outputs = Floats(1, Labels.Length * Classes);
        outputs[3 * Classes] = outputs[(3 * Classes) + 2] = 2;
        return Loss(
            bench,
            outputs,
            ReferenceLoss.MeanSquaredError(outputs, [.. Labels.Select(label => (int)label)]),
            (values, labels, gradient, loss, correct) => LossKernels.MeanSquaredError(Classes, Labels.Length, values, labels, gradient, loss, correct, null, "loss"));
    });

    public static KernelComparison MixedCrossEntropy { get; } = new("softmax_cross_entropy of mixed targets", bench => MixedLoss(bench, new SoftmaxCrossEntropyLoss((float)0.2)));

    public static KernelComparison MixedSquaredError { get; } = new("mean_squared_error of mixed targets", bench => MixedLoss(bench, new MeanSquaredErrorLoss()));

    public static KernelComparison CutAndMixedBatch { get; } = new("gather_batch, cut and mixed", bench =>
    {
        ReferenceImages images = new(6, 5, 2);
        const uint Epoch = 3;
        byte[] set = new byte[4 * images.Elements];
        new Random(1).NextBytes(set);
        uint[] order = [2, 0, 3];
        uint[] labels = [9, 8, 7, 6];
        (uint Partner, float Share)[] pairs = [(1, 0.25f), (0, 0.5f), (3, 0.75f), (2, 0.375f)];
        ImageAugmentation augmentation = new(21, 0, 0, CutoutSize: 3);
        ImageStorage storage = new(images.Height, images.Width, images.Channels, 4, ExamplesPerChunk: 4);
        (BenchArray chunk, BenchArray labelArray, BenchArray orderArray, BenchArray control) = (BenchArray.Of(Words(set)), BenchArray.Of(labels), BenchArray.Of(order), BenchArray.Of(new uint[] { 0, 0, Epoch, 0 }));
        (BenchArray normalization, BenchArray mixing) = (BenchArray.Of([0.5f, -1f, 0.25f, 2f]), BenchArray.Of([.. pairs.SelectMany(pair => new[] { pair.Partner, BitConverter.SingleToUInt32Bits(pair.Share) })]));
        (BenchArray input, BenchArray batchLabels, BenchArray batchExamples, BenchArray batchMixing) = (BenchArray.Room(3 * images.Elements), BenchArray.Room(3), BenchArray.Room(3), BenchArray.Room(6));

        bench.Run(
            GatherKernels.Gather(
                storage, 3, [chunk.View], labelArray.View, orderArray.View, control.View, normalization.View, augmentation, input.View, batchLabels.View, batchExamples.View, "gather",
                new ExampleMixing(mixing.View, batchMixing.View)),
            chunk, labelArray, orderArray, control, normalization, mixing, input, batchLabels, batchExamples, batchMixing);

        double[] Seen(uint example)
        {
            uint[] words = ReferencePhilox.Block([Epoch, example, 1, 0], [augmentation.Seed, ReferencePhilox.Augmentation]);
            (int top, int left) = ((int)((ulong)words[0] * 6 >> 32) - 1, (int)((ulong)words[1] * 5 >> 32) - 1);
            return [.. images.Image(set, (int)example).Select((value, i) =>
            {
                (int row, int column) = (i / 10, i % 10 / 2);
                bool isCut = row >= top && row < top + 3 && column >= left && column < left + 3;
                return isCut ? 0 : i % 2 == 0 ? (0.5 * value) - 1 : (0.25 * value) + 2;
            })];
        }

        double[] expected = [.. order.SelectMany(example => Seen(example).Zip(Seen(pairs[example].Partner), (own, other) => (pairs[example].Share * own) + ((1 - pairs[example].Share) * other)))];
        return ErrorBound.Compare(input.Floats, expected, 1e-4)
            .Worse(Same(batchLabels.Integers, order.Select(example => labels[example])))
            .Worse(Same(batchMixing.Integers, order.SelectMany(example => new[] { labels[pairs[example].Partner], BitConverter.SingleToUInt32Bits(pairs[example].Share) })));
    });

    public static KernelComparison RecordedLoss { get; } = new("loss_record", bench =>
    {
        double[] losses = Floats(1, 131);
        BenchArray record = BenchArray.Of(new float[4], isExact: true);
        (BenchArray loss, BenchArray control) = (BenchArray.Of(losses), BenchArray.Of(new uint[] { 9, 6, 2, 0 }));

        bench.Run(LossKernels.Record(losses.Length, loss.View, control.View, record.View, "record"), loss, control, record);

        return ErrorBound.Compare(record.Floats, [0, 0, losses.Average(), 0], 1e-6).Worse(Same(control.Integers, [140, 7, 2, 0]));
    });

    public static KernelComparison AccumulatedMetrics { get; } = new("metric_accumulate", bench =>
    {
        double[] losses = Floats(1, 131);
        uint[] correct = [.. Floats(2, losses.Length).Select(value => value > 0 ? 1u : 0u)];
        BenchArray totals = BenchArray.Of(new uint[4]);
        (BenchArray loss, BenchArray count) = (BenchArray.Of(losses), BenchArray.Of(correct));

        bench.Run([.. Enumerable.Repeat(LossKernels.Accumulate(losses.Length, loss.View, count.View, totals.View, "accumulate"), 3)], loss, count, totals);

        double sum = totals.Floats[0] + (double)totals.Floats[1];
        return Comparison.Of([sum], [3 * losses.Sum()], [1e-4])
            .Worse(Same(totals.Integers[2..], [3 * (uint)correct.Sum(c => c), 3 * (uint)losses.Length]));
    });

    public static KernelComparison GatheredBatch { get; } = new("gather_batch", bench =>
    {
        ReferenceImages images = new(5, 4, 3);
        const int Examples = 6;
        const int Position = 2;
        const uint Epoch = 4;
        byte[] set = new byte[Examples * images.Elements];
        new Random(1).NextBytes(set);
        uint[] order = [3, 0, 5, 1, 4, 2];
        uint[] labels = [9, 8, 7, 6, 5, 4];
        double[] mean = [100, 110, 120];
        double[] deviation = [50, 60, 70];
        ImageAugmentation augmentation = new(21, 0.5, 2);
        ImageStorage storage = new(images.Height, images.Width, images.Channels, Examples, ExamplesPerChunk: 4);
        BenchArray[] chunks = [.. set.Chunk(4 * images.Elements).Select(chunk => BenchArray.Of(Words(chunk)))];
        (BenchArray labelArray, BenchArray orderArray, BenchArray control) = (BenchArray.Of(labels), BenchArray.Of(order), BenchArray.Of(new uint[] { Position, 0, Epoch, 0 }));
        BenchArray normalization = BenchArray.Of([.. Enumerable.Range(0, 3).SelectMany(c => new[] { (float)(1 / deviation[c]), (float)(-mean[c] / deviation[c]) })]);
        const int Batch = 4;
        (BenchArray input, BenchArray batchLabels, BenchArray batchExamples) = (BenchArray.Room(Batch * images.Elements), BenchArray.Room(Batch), BenchArray.Room(Batch));

        bench.Run(
            GatherKernels.Gather(
                storage, Batch, [.. chunks.Select(chunk => chunk.View)], labelArray.View, orderArray.View, control.View, normalization.View, augmentation,
                input.View, batchLabels.View, batchExamples.View, "gather"),
            [.. chunks, labelArray, orderArray, control, normalization, input, batchLabels, batchExamples]);

        double[] Changed(int example, double[] image)
        {
            uint[] words = ReferencePhilox.Block([Epoch, (uint)example, 0, 0], [augmentation.Seed, ReferencePhilox.Augmentation]);
            double[] flipped = ReferencePhilox.Uniform(words[0]) < augmentation.FlipProbability ? images.Flip(image) : image;
            int Place(uint word) => (int)(((ulong)word * (uint)((2 * augmentation.CropPadding) + 1)) >> 32);
            return images.Crop(flipped, augmentation.CropPadding, Place(words[1]), Place(words[2]));
        }

        double[] expected = images.Normalize(images.Gather(set, order, Position, Batch, Changed), mean, deviation);
        uint[] examples = order[Position..];
        return ErrorBound.Compare(input.Floats, expected, 2e-6)
            .Worse(Same(batchExamples.Integers, examples))
            .Worse(Same(batchLabels.Integers, examples.Select(example => labels[example])));
    });

    public static KernelComparison UpdatesBy(OptimizerDefinition optimizer) => new($"{optimizer.Name}, four updates", bench =>
    {
        const int Count = 37;
        const int Updates = 4;
        ReferenceOptimizer reference = ReferenceOptimizer.Of(optimizer);
        double[] parameters = Floats(1, Count);
        double[][] gradients = [.. Enumerable.Range(0, Updates).Select(update => Floats(2 + update, Count))];
        float[] rates = [0.1f, 0.05f, 0.2f];
        BenchArray parameterArray = BenchArray.Of(parameters);
        BenchArray[] gradientArrays = [.. gradients.Select(gradient => BenchArray.Of(gradient))];
        BenchArray states = BenchArray.Of(new float[Count * optimizer.StateNames.Length]);
        (BenchArray control, BenchArray rateArray, BenchArray hyper) = (BenchArray.Of(new uint[4]), BenchArray.Of(rates, isExact: true), BenchArray.Of([.. optimizer.HyperBits]));
        (BenchArray loss, BenchArray losses) = (BenchArray.Of([0f]), BenchArray.Of([0f], isExact: true));
        BufferView exact = parameterArray.View with { ByteLength = Count * sizeof(float) };

        bench.Run(
            gradientArrays.SelectMany(gradient => new[]
            {
                LossKernels.Record(1, loss.View, control.View, losses.View, "record"),
                StepKernels.Update(optimizer, exact, gradient.View, states.View, hyper.View, control.View, rateArray.View, null, null, "update"),
            }),
            [parameterArray, states, control, rateArray, hyper, loss, losses, .. gradientArrays]);

        double[] kept = new double[Count * reference.StateCount];
        for (int t = 1; t <= Updates; t++)
        {
            reference.Update(parameters, gradients[t - 1], kept, t, rates[(t - 1) % rates.Length]);
        }

        return ErrorBound.Compare(parameterArray.Floats, parameters, 4e-6)
            .Worse(ErrorBound.Compare(states.Floats, kept, 2e-6))
            .Worse(reference is ReferenceAdam adam ? Corrections(bench, optimizer, adam) : new Comparison(0, "no corrections"));
    });

    // From moments of 1 a gradient of 1 keeps them, and a step from 0 at rate 1 is the root of the second correction by the first, but for epsilon.
    private static Comparison Corrections(KernelBench bench, OptimizerDefinition optimizer, ReferenceAdam adam)
    {
        const uint Update = 2;
        (BenchArray parameter, BenchArray gradient, BenchArray states) = (BenchArray.Of([0f], isExact: true), BenchArray.Of([1f]), BenchArray.Of([1f, 1f]));
        (BenchArray control, BenchArray rates) = (BenchArray.Of(new uint[] { 0, Update, 0, 0 }), BenchArray.Of([1f], isExact: true));
        BenchArray hyper = BenchArray.Of([.. optimizer.HyperBits]);

        bench.Run(
            StepKernels.Update(optimizer, parameter.View, gradient.View, states.View, hyper.View, control.View, rates.View, null, null, "update"),
            parameter, gradient, states, control, rates, hyper);

        (double first, double second) = (1 - Math.Pow(adam.Beta1, Update), 1 - Math.Pow(adam.Beta2, Update));
        double expected = -1 / (first * ((1 / Math.Sqrt(second)) + adam.Epsilon));
        return ErrorBound.Compare(parameter.Floats, [expected], 2e-6 * Math.Abs(expected));
    }

    private static Comparison MixedLoss(KernelBench bench, LossDefinition definition)
    {
        double[] outputs = Floats(1, Labels.Length * Classes);
        ImmutableArray<(int Label, double Share)> mixing = [.. Labels.Select((_, b) => ((b * 2) % Classes, (double)(b / 8f)))];
        BenchArray mixed = BenchArray.Of([.. mixing.SelectMany(one => new[] { (uint)one.Label, BitConverter.SingleToUInt32Bits((float)one.Share) })]);
        (BenchArray values, BenchArray labels) = (BenchArray.Of(outputs), BenchArray.Of(Labels));
        (BenchArray gradient, BenchArray loss, BenchArray correct) = (BenchArray.Room(outputs.Length), BenchArray.Room(Labels.Length), BenchArray.Room(Labels.Length));

        bench.Run(
            definition is SoftmaxCrossEntropyLoss softmax
                ? LossKernels.SoftmaxCrossEntropy(Classes, Labels.Length, softmax.LabelSmoothing, values.View, labels.View, gradient.View, loss.View, correct.View, null, "loss", mixing: mixed.View)
                : LossKernels.MeanSquaredError(Classes, Labels.Length, values.View, labels.View, gradient.View, loss.View, correct.View, null, "loss", mixing: mixed.View),
            values, labels, mixed, gradient, loss, correct);

        ReferenceLoss expected = ReferenceLoss.Mixed(definition, outputs, [.. Labels.Select(label => (int)label)], mixing);
        return ErrorBound.Compare(gradient.Floats, expected.Gradient, 1e-6).Worse(ErrorBound.Compare(loss.Floats, expected.ExampleLoss, 1e-5));
    }

    private static Comparison Loss(
        KernelBench bench, double[] outputs, ReferenceLoss expected, Func<BufferView, BufferView, BufferView, BufferView, BufferView, Dispatch> plan)
    {
        (BenchArray values, BenchArray labels) = (BenchArray.Of(outputs), BenchArray.Of(Labels));
        (BenchArray gradient, BenchArray loss, BenchArray correct) = (BenchArray.Room(outputs.Length), BenchArray.Room(Labels.Length), BenchArray.Room(Labels.Length));

        bench.Run(plan(values.View, labels.View, gradient.View, loss.View, correct.View), values, labels, gradient, loss, correct);

        return ErrorBound.Compare(gradient.Floats, expected.Gradient, 1e-6)
            .Worse(ErrorBound.Compare(loss.Floats, expected.ExampleLoss, [.. expected.ExampleLoss.Select(value => 2e-6 * Math.Max(1, value))]))
            .Worse(Same(correct.Integers, expected.Correct.Select(isCorrect => isCorrect ? 1u : 0u)));
    }

    private static uint[] Words(byte[] bytes)
    {
        byte[] padded = [.. bytes, .. new byte[(4 - (bytes.Length % 4)) % 4]];
        return [.. padded.Chunk(4).Select(chunk => BitConverter.ToUInt32(chunk))];
    }
}
