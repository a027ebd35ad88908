using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Reference.Checks;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.KernelComparison;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Comparisons of pools, activations and dropout.</summary>
public static class PoolComparisons
{
    // Windows that overlap and reach over each side of the border; odd and whole vectors of channels; strides that could be swapped.
    private static readonly ImmutableArray<PoolShape> Shapes =
    [
        new(2, new Window2d(5, 4, 3, 2, 1, 2, PadTop: 1, PadBottom: 1), 3),
        new(2, new Window2d(5, 6, 2, 3, 2, 3, PadLeft: 1, PadRight: 1), 4),
        new(1, new Window2d(4, 4, 3, 3, 1, 1, 1, 1, 1, 1), 8),
    ];

    public static KernelComparison MaxPool { get; } = new("max_pool2d", bench => Worst(Shapes, shape =>
    {
        // Few and negative values: many are equal, and a border of zeros would win.
        double[] x = [.. Floats(1, shape.InputCount).Select(value => Math.Floor((2 * value) - 3))];
        double[] dy = Floats(2, shape.Batch * shape.Window.OutputPixels * shape.Channels);
        (BenchArray input, BenchArray output) = (BenchArray.Of(x), BenchArray.Room(dy.Length));
        (BenchArray winners, BenchArray gradient, BenchArray result) = (BenchArray.Room(dy.Length), BenchArray.Of(dy), BenchArray.Room(x.Length));

        bench.Run(
            [
                PoolKernels.MaxForward(shape.Window.Geometry(), shape.Channels, shape.Batch, input.View, output.View, winners.View, "forward"),
                PoolKernels.MaxBackward(shape.Window.Geometry(), shape.Channels, shape.Batch, winners.View, gradient.View, result.View, null, "backward"),
            ],
            input, output, winners, gradient, result);

        return ErrorBound.Compare(output.Floats, ReferenceMaxPool2d.Forward(x, shape.Batch, shape.Window, shape.Channels), 0)
            .Worse(ErrorBound.Compare(result.Floats, ReferenceMaxPool2d.Backward(x, dy, shape.Batch, shape.Window, shape.Channels)));
    }));

    public static KernelComparison FusedMaxPool { get; } = new("conv2d_forward with max_pool2d", bench =>
    {
        // A 1x1 window with stride 1 but a border: no product of matrices, and yet each output is one input.
        Window2d window = new(6, 5, 1, 1, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1);
        FusedPool pool = new(2, 2);
        Window2d pooling = new(window.OutputHeight, window.OutputWidth, 2, 2, 2, 2);
        const int Batch = 2;
        const int Channels = 5;
        ConvolutionGeometry geometry = new(window.Geometry(), Channels, Channels);
        double[] x = [.. Floats(1, Batch * window.InputPixels * Channels).Select(value => Math.Floor((2 * value) - 3))];
        double[] w = [.. Enumerable.Range(0, Channels * Channels).Select(i => i % (Channels + 1) == 0 ? 1.0 : 0.0)];
        double[] dy = Floats(2, Batch * pooling.OutputPixels * Channels);
        double[] convolved = ReferenceConv2d.Forward(x, w, new double[Channels], Batch, window, Channels, Channels).Values;
        (BenchArray input, BenchArray weight, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Of(dy));
        (BenchArray output, BenchArray winners, BenchArray result) = (BenchArray.Room(dy.Length), BenchArray.Room(dy.Length), BenchArray.Room(convolved.Length));

        bench.Run(
            [
                Conv2dKernels.ForwardPooled(bench.Tiles, geometry, pool, Batch, input.View, weight.View, null, output.View, winners.View, Activations.Identity, "forward"),
                PoolKernels.MaxUnpool(pool, geometry.Window, Channels, Batch, winners.View, gradient.View, result.View, "backward"),
            ],
            input, weight, gradient, output, winners, result);

        return ErrorBound.Compare(output.Floats, ReferenceMaxPool2d.Forward(convolved, Batch, pooling, Channels), 0)
            .Worse(ErrorBound.Compare(result.Floats, ReferenceMaxPool2d.Backward(convolved, dy, Batch, pooling, Channels)));
    });

    public static KernelComparison AveragePool { get; } = new("avg_pool2d", bench => Worst(Shapes, shape =>
    {
        double[] x = Floats(1, shape.InputCount);
        double[] dy = Floats(2, shape.Batch * shape.Window.OutputPixels * shape.Channels);
        (BenchArray input, BenchArray output, BenchArray gradient, BenchArray result) =
            (BenchArray.Of(x), BenchArray.Room(dy.Length), BenchArray.Of(dy), BenchArray.Room(x.Length));

        bench.Run(
            [
                PoolKernels.AverageForward(shape.Window.Geometry(), shape.Channels, shape.Batch, input.View, output.View, "forward"),
                PoolKernels.AverageBackward(shape.Window.Geometry(), shape.Channels, shape.Batch, gradient.View, result.View, null, "backward"),
            ],
            input, output, gradient, result);

        return ErrorBound.Compare(output.Floats, ReferenceAvgPool2d.Forward(x, shape.Batch, shape.Window, shape.Channels))
            .Worse(ErrorBound.Compare(result.Floats, ReferenceAvgPool2d.Backward(dy, shape.Batch, shape.Window, shape.Channels)));
    }));

    public static KernelComparison DropoutBothWays { get; } = new("dropout", bench => Worst((ImmutableArray<int>)[5, 8], elements =>
    {
        const int Layer = 3;
        uint[] numbers = [7, 2, 11];
        DropoutMask dropout = new(0.4, 9, Layer);
        double[] x = Floats(1, numbers.Length * elements);
        double[] dy = Floats(2, x.Length);
        double[] mask = ReferenceDropout.Mask(dropout.Seed, Layer, epoch: 6, numbers, elements, dropout.Rate);
        (BenchArray examples, BenchArray control) = (BenchArray.Of(numbers), BenchArray.Of(new uint[] { 17, 3, 6, 0 }));
        (BenchArray input, BenchArray output, BenchArray gradient, BenchArray result) =
            (BenchArray.Of(x), BenchArray.Room(x.Length), BenchArray.Of(dy), BenchArray.Room(x.Length));

        bench.Run(
            [
                DropoutKernels.Forward(dropout, elements, numbers.Length, examples.View, control.View, input.View, output.View, "forward"),
                DropoutKernels.Backward(dropout, elements, numbers.Length, examples.View, control.View, gradient.View, result.View, null, "backward"),
            ],
            examples, control, input, output, gradient, result);

        return ErrorBound.Compare(output.Floats, ReferenceDropout.Apply(x, mask), 4 * ErrorBound.UnitRoundoff)
            .Worse(ErrorBound.Compare(result.Floats, ReferenceDropout.Apply(dy, mask), 4 * ErrorBound.UnitRoundoff));
    }));

    public static KernelComparison ActivationBothWays(Activation activation) => new($"{activation.Name}, alone", bench =>
    {
        ReferenceActivation reference = ReferenceActivation.Of(activation);
        double[] x = [.. Floats(1, 99).Select(value => (double)(float)(6 * value))];
        double[] dy = Floats(2, x.Length);
        double[] y = reference.Forward(x);
        (BenchArray input, BenchArray output) = (BenchArray.Of(x), BenchArray.Room(x.Length));
        BenchArray saved = activation.BackwardFrom == ActivationSource.Input ? input : BenchArray.Of(y);
        (BenchArray gradient, BenchArray result) = (BenchArray.Of(dy), BenchArray.Room(x.Length));

        bench.Run(
            [
                ActivationKernels.Forward(activation, x.Length, input.View, output.View, "forward"),
                ActivationKernels.Backward(new ActivationGradient(activation, saved.View), x.Length, gradient.View, result.View, "backward"),
            ],
            [input, output, gradient, result, .. saved == input ? Array.Empty<BenchArray>() : [saved]]);

        // A derivative from the output suffers from the output's rounding to a float.
        return ErrorBound.Compare(output.Floats, y, [.. x.Select(value => ErrorBound.FunctionError(reference, value))])
            .Worse(ErrorBound.Compare(result.Floats, reference.Backward(x, dy), [.. dy.Select(d => 2e-6 * Math.Abs(d))]));
    });
}
