using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Kernels on features and weights in float16: each value is the float32 kernel's, rounded once; what is stored in float32 has the same bits.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class Float16Tests(string deviceIndex) : KernelFixture(deviceIndex)
{
    // One unit in the last place, for devices may round either way, and one of the smallest number: they may flush what lies below the normal ones.
    private const double HalfUnit = 1.0 / (1 << 10);
    private const double SmallestNormalHalf = 6.103515625e-05;

    private const int Batch = 2;

    // Aligned and not, strides, borders, one piece and several; an even number of values before and after, so that none shares its word with what is none.
    private static IEnumerable<ConvolutionCase> Few => ConvolutionCase.All.Where((shape, i) => i is 2 or 3 or 11 or 12 or 23 or 25 && shape.InputCount % 2 == 0 && shape.OutputCount % 2 == 0);

    private static IEnumerable<Activation> AllActivations => Activations.All;

    [SetUp]
    public void NeedsStorage() => Assume.That(Bench.Features.HasFlag(GpuFeatures.Storage16Bit), "the device has no 16-bit storage");

    [Test]
    public void Products_round_once_and_have_the_same_bits_in_both_families([ValueSource(nameof(Few))] ConvolutionCase shape)
    {
        LayerOperands register = AssertRoundedOnce("products", operands => Products(operands, shape, new DefaultTiles(Bench.Traits, KernelFamily.Register)));
        LayerOperands tiled = Run(ElementType.Float16, operands => Products(operands, shape, new DefaultTiles(Bench.Traits, KernelFamily.Tiled)));

        Assert.That(tiled.Exact, Is.EqualTo(register.Exact));
        Assert.That(tiled.Stored, Is.EqualTo(register.Stored));
    }

    [Test]
    public void Products_are_those_of_the_reference([ValueSource(nameof(Few))] ConvolutionCase shape)
    {
        double[] x = LayerOperands.Values(1, shape.InputCount);
        double[] w = LayerOperands.Values(2, shape.WeightCount);
        BoundedSum expected = ReferenceConv2d.Forward(x, w, null, shape.Batch, shape.Window, shape.InputChannels, shape.OutputChannels);

        LayerOperands operands = Run(ElementType.Float16, all =>
            [Conv2dKernels.Forward(Bench.Tiles, shape.Geometry, shape.Batch, all.Features(x), all.Features(w), null, all.Room(shape.OutputCount), null, Activations.Identity, "conv")]);

        double[] bounds = [.. ErrorBound.Of(expected).Zip(expected.Values, (bound, value) => bound + Rounding(value))];
        Comparison.Of(operands.Stored, expected.Values, bounds).AssertWithin("conv2d_forward in float16");
    }

    [Test]
    public void A_pool_fused_into_a_convolution_takes_what_a_pool_by_itself_takes()
    {
        ConvolutionCase shape = ConvolutionCase.All[3];
        FusedPool pool = new(2, 2);
        WindowGeometry window = new(shape.Window.Geometry().OutputHeight, shape.Window.Geometry().OutputWidth, 2, 2, 2, 2, 0, 0, shape.Window.Geometry().OutputHeight / 2, shape.Window.Geometry().OutputWidth / 2);
        int pooled = shape.Batch * window.OutputPixels * shape.OutputChannels;
        DefaultTiles register = new(Bench.Traits, KernelFamily.Register);

        // Coarse values make ties that only float16 has.
        LayerOperands fused = Run(ElementType.Float16, all =>
        {
            BufferView winners = all.Scratch(shape.Batch * window.OutputPixels * ((shape.OutputChannels + 3) / 4));
            return
            [
                Conv2dKernels.ForwardPooled(register, shape.Geometry, pool, shape.Batch, all.Features(1, shape.InputCount), all.Features(2, shape.WeightCount), null, all.Room(pooled), winners, Activations.Sigmoid, "fused"),
                PoolKernels.MaxUnpool(pool, shape.Geometry.Window, shape.OutputChannels, shape.Batch, winners, all.Features(3, pooled), all.Room(shape.OutputCount), "unpool"),
            ];
        });
        LayerOperands apart = Run(ElementType.Float16, all =>
        {
            (BufferView between, BufferView winners) = (all.Features(4, shape.OutputCount), all.Scratch(pooled));
            return
            [
                Conv2dKernels.Forward(register, shape.Geometry, shape.Batch, all.Features(1, shape.InputCount), all.Features(2, shape.WeightCount), null, between, null, Activations.Sigmoid, "conv"),
                PoolKernels.MaxForward(window, shape.OutputChannels, shape.Batch, between, all.Room(pooled), winners, "pool"),
                PoolKernels.MaxBackward(window, shape.OutputChannels, shape.Batch, winners, all.Features(3, pooled), all.Room(shape.OutputCount), null, "backward"),
            ];
        });

        Assert.That(fused.Stored, Is.EqualTo(apart.Stored));
    }

    [Test]
    public void Activations_round_once([ValueSource(nameof(AllActivations))] Activation activation) => AssertRoundedOnce(activation.Name, all =>
    [
        ActivationKernels.Forward(activation, 130, all.Features(1, 130), all.Room(130), "forward"),
        ActivationKernels.Backward(new ActivationGradient(activation, all.Features(1, 130)), 130, all.Features(2, 130), all.Room(130), "backward"),
    ]);

    [Test]
    public void Pools_round_once([Values(3, 8)] int channels)
    {
        WindowGeometry window = new Window2d(5, 8, 2, 3, 2, 2, PadTop: 1, PadLeft: 1, PadBottom: 0, PadRight: 1).Geometry();
        (int inputs, int outputs) = (Batch * window.InputPixels * channels, Batch * window.OutputPixels * channels);
        AssertRoundedOnce("pools", all =>
        {
            (BufferView input, BufferView gradient, BufferView winners) = (all.Features(1, inputs), all.Features(2, outputs), all.Room4(outputs));
            ActivationGradient through = new(Activations.Tanh, input);
            return
            [
                PoolKernels.MaxForward(window, channels, Batch, input, all.Room(outputs), winners, "max"),
                PoolKernels.MaxBackward(window, channels, Batch, winners, gradient, all.Room(inputs), through, "max backward"),
                PoolKernels.AverageForward(window, channels, Batch, input, all.Room(outputs), "mean"),
                PoolKernels.AverageBackward(window, channels, Batch, gradient, all.Room(inputs), through, "mean backward"),
            ];
        });
    }

    [TestCase(8, 8, 8)]
    [TestCase(6, 12, 3)]
    public void Grouped_convolutions_round_once(int inChannels, int outChannels, int groups) => AssertRoundedOnce("grouped_conv2d", all =>
    {
        GroupedConvolutionGeometry geometry = new(new Window2d(5, 4, 3, 3, 1, 1, 1, 1, 1, 1).Geometry(), inChannels, outChannels, groups);
        (int inputs, int outputs) = (Batch * geometry.InputElements, Batch * geometry.OutputElements);
        (BufferView x, BufferView w, BufferView dz) = (all.Features(1, inputs), all.Features(2, geometry.Weights), all.Features(3, outputs));
        return
        [
            GroupedConv2dKernels.Forward(geometry, Batch, x, w, all.Floats(4, outChannels), all.Room(outputs), all.Room(outputs), Activations.Gelu, "forward"),
            GroupedConv2dKernels.BackwardInput(geometry, Batch, dz, w, all.Room(inputs), new ActivationGradient(Activations.Tanh, x), "input"),
            .. GroupedConv2dKernels.BackwardWeight(
                geometry, Batch, x, dz, all.Room4(geometry.Weights), all.Room4(outChannels), all.Scratch(GroupedConv2dKernels.BackwardWeightScratchBytes(geometry, Batch) / sizeof(float)), "weight"),
        ];
    });

    [Test]
    public void Batch_norm_rounds_once([Values(6, 8)] int channels) => AssertRoundedOnce("batch_norm", all =>
    {
        BatchNormGeometry geometry = new(5, 4, channels, 2, 1e-3);
        (int count, RowPieces cut) = ((int)geometry.Cut.Values, geometry.Cut);
        (BufferView input, BufferView gradient, BufferView scale) = (all.Features(1, count), all.Features(2, count), all.Floats(3, channels));
        BatchStatistics statistics = new(all.Scratch(cut.GroupValues), all.Scratch(cut.GroupValues));
        ScaleShiftSums sums = new(all.Scratch(cut.GroupValues), all.Scratch(cut.GroupValues));
        return
        [
            .. BatchNormKernels.Statistics(geometry, input, statistics, statistics, "statistics"),
            BatchNormKernels.Running(geometry, statistics, 0.1, all.Room4(channels), all.Room4(channels), "running"),
            BatchNormKernels.Forward(geometry, input, statistics, scale, all.Floats(4, channels), all.Room(count), all.Room(count), Activations.Silu, "forward"),
            .. NormalizationKernels.Sums(cut, input, gradient, statistics, new StatisticsPlace(cut.GroupRows, cut.Stride, channels, 1), 1e-3, sums, sums, "sums"),
            NormalizationKernels.Gradients(cut, sums, all.Room4(channels), all.Room4(channels), "gradients"),
            BatchNormKernels.BackwardInput(geometry, input, gradient, statistics, sums, scale, all.Room(count), new ActivationGradient(Activations.Tanh, input), "input"),
        ];
    });

    [Test]
    public void Group_norm_rounds_once([Values(6, 8)] int channels, [Values] bool isLayerNorm) => AssertRoundedOnce("group_norm", all =>
    {
        GroupNormGeometry geometry = new(3, 4, channels, isLayerNorm ? 1 : 2, isLayerNorm, 1e-3);
        (int count, int affine, RowPieces cut) = (3 * geometry.Elements, geometry.AffineLength, geometry.Cut);
        (BufferView input, BufferView gradient, BufferView scale) = (all.Features(1, count), all.Features(2, count), all.Floats(3, affine));
        BatchStatistics statistics = new(all.Scratch(geometry.Statistics), all.Scratch(geometry.Statistics));
        ScaleShiftSums sums = new(all.Scratch(cut.GroupValues), all.Scratch(cut.GroupValues));
        return
        [
            GroupNormKernels.Forward(geometry, input, scale, all.Floats(4, affine), all.Room(count), all.Room(count), statistics, Activations.Gelu, "forward"),
            .. NormalizationKernels.Sums(cut, input, gradient, statistics, geometry.Place, 1e-3, sums, sums, "sums"),
            NormalizationKernels.Gradients(cut, sums, all.Room4(affine), all.Room4(affine), "gradients"),
            GroupNormKernels.BackwardInput(geometry, input, gradient, statistics, scale, all.Room(count), new ActivationGradient(Activations.Tanh, input), "input"),
        ];
    });

    [Test]
    public void Dropout_rounds_once([Values(6, 12)] int elements) => AssertRoundedOnce("dropout", all =>
    [
        DropoutKernels.Backward(
            new DropoutMask(0.3, 9, 2), elements, 3, all.Integers(4, 1, 7), all.Integers(0, 1, 6, 0), all.Features(1, 3 * elements), all.Room(3 * elements),
            new ActivationGradient(Activations.Gelu, all.Features(2, 3 * elements)), "dropout"),
    ]);

    [Test]
    public void Losses_round_their_gradients_once([Values] bool isSoftmax, [Values] bool isScaled) => AssertRoundedOnce("losses", all =>
    {
        const int Classes = 6;
        uint[] labels = [2, 0, 5];
        (BufferView outputs, BufferView targets, BufferView gradient) = (all.Features(1, labels.Length * Classes), all.Integers(labels), all.Room(labels.Length * Classes));
        (BufferView loss, BufferView correct) = (all.Room4(labels.Length), all.Room4(labels.Length));
        BufferView? scale = isScaled ? all.Integers(BitConverter.SingleToUInt32Bits(1024), 0, 0, 0) : null;
        return
        [
            isSoftmax
                ? LossKernels.SoftmaxCrossEntropy(Classes, labels.Length, 0.1, outputs, targets, gradient, loss, correct, scale, "loss")
                : LossKernels.MeanSquaredError(Classes, labels.Length, outputs, targets, gradient, loss, correct, scale, "loss"),
        ];
    });

    [Test]
    public void The_loss_scale_multiplies_the_gradient_alone([Values] bool isSoftmax)
    {
        IEnumerable<Dispatch> Plan(LayerOperands all, bool isScaled)
        {
            (BufferView outputs, BufferView targets, BufferView gradient) = (all.Features(1, 12), all.Integers(2, 0), all.Room(12));
            (BufferView loss, BufferView correct) = (all.Room4(2), all.Room4(2));
            BufferView? scale = isScaled ? all.Integers(BitConverter.SingleToUInt32Bits(4096), 0, 0, 0) : null;
            return
            [
                isSoftmax
                    ? LossKernels.SoftmaxCrossEntropy(6, 2, 0, outputs, targets, gradient, loss, correct, scale, "loss")
                    : LossKernels.MeanSquaredError(6, 2, outputs, targets, gradient, loss, correct, scale, "loss"),
            ];
        }

        LayerOperands plain = Run(ElementType.Float32, all => Plan(all, isScaled: false));
        LayerOperands scaled = Run(ElementType.Float32, all => Plan(all, isScaled: true));

        Assert.That(scaled.Stored, Is.EqualTo(plain.Stored.Select(value => 4096 * value)));
        Assert.That(scaled.Exact, Is.EqualTo(plain.Exact));
    }

    [Test]
    public void Gathered_images_round_once() => AssertRoundedOnce("gather_batch", all =>
    {
        ImageStorage storage = ImageStorage.Plan(2, 3, 3, 4, 1 << 20);
        uint[] pixels = [.. Enumerable.Range(0, (int)(storage.ChunkBytes[0] / sizeof(uint))).Select(i => unchecked((uint)i * 2654435761))];
        return
        [
            GatherKernels.Gather(
                storage, 2, [all.Integers(pixels)], all.Integers(1, 0, 2, 1), all.Integers(3, 0, 1, 2), all.Integers(0, 0, 1, 0), all.Floats(1, 6),
                new ImageAugmentation(5, 0.5, 1), all.Room(2 * 18), all.Room4(2), all.Room4(2), "gather"),
        ];
    });

    [Test]
    public void What_a_float16_cannot_hold_is_infinite()
    {
        float[] values = [65503, 65519, 65520, -65520, 1e30f, -1e30f, float.PositiveInfinity, float.NaN];
        (BenchArray parameters, BenchArray weights) = (BenchArray.Of(values, isExact: true), BenchArray.RoomOfHalves(values.Length));

        Bench.Run(WeightKernels.Store(parameters.View, weights.View, "store"), parameters, weights);

        Assert.That(weights.Halves[0], Is.EqualTo(65504).Within(32));
        Assert.That(weights.Halves[1], Is.EqualTo(65504));
        Assert.That(weights.Halves[2..], Is.EqualTo(
            new[] { float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN }));
    }

    [Test]
    public void Weights_round_once([Values(2, 130, 512)] int count)
    {
        double[] values = Values(1, count);
        (BenchArray parameters, BenchArray weights) = (BenchArray.Of([.. values.Select(value => (float)value)], isExact: true), BenchArray.RoomOfHalves(count));

        Bench.Run(WeightKernels.Store(parameters.View, weights.View, "store"), parameters, weights);

        Comparison.Of([.. weights.Halves.Select(value => (double)value)], values, [.. values.Select(Rounding)]).AssertWithin("weights_store");
    }

    private static double Rounding(double value) => (HalfUnit * Math.Abs(value)) + SmallestNormalHalf;

    private static IEnumerable<Dispatch> Products(LayerOperands all, ConvolutionCase shape, IProductTiles tiles)
    {
        (BufferView x, BufferView w, BufferView dz) = (all.Features(1, shape.InputCount), all.Features(2, shape.WeightCount), all.Features(4, shape.OutputCount));
        ActivationGradient through = new(Activations.Tanh, all.Features(5, shape.InputCount));
        return
        [
            Conv2dKernels.Forward(tiles, shape.Geometry, shape.Batch, x, w, all.Floats(3, shape.OutputChannels), all.Room(shape.OutputCount), all.Room(shape.OutputCount), Activations.Gelu, "forward"),
            Conv2dKernels.BackwardInput(tiles, shape.Geometry, shape.Batch, dz, w, all.Room(shape.InputCount), through, "input"),
            .. Conv2dKernels.BackwardWeight(
                tiles, shape.Geometry, shape.Batch, x, dz, all.Room4(shape.WeightCount), all.Room4(shape.OutputChannels),
                all.Scratch(Conv2dKernels.BackwardWeightScratchBytes(shape.Geometry, shape.Batch) / sizeof(float)), "weight"),
        ];
    }

    private LayerOperands Run(ElementType elements, Func<LayerOperands, IEnumerable<Dispatch>> plan)
    {
        LayerOperands operands = new(elements);
        Dispatch[] dispatches = [.. plan(operands)];
        Bench.Run(dispatches, operands.Arrays);
        return operands;
    }

    private LayerOperands AssertRoundedOnce(string kernel, Func<LayerOperands, IEnumerable<Dispatch>> plan)
    {
        LayerOperands exact = Run(ElementType.Float32, plan);
        LayerOperands rounded = Run(ElementType.Float16, plan);

        Comparison.Of(rounded.Stored, exact.Stored, [.. exact.Stored.Select(Rounding)]).AssertWithin(kernel);
        Assert.That(rounded.Exact, Is.EqualTo(exact.Exact));
        return rounded;
    }
}
