using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Reference.Checks;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.KernelComparison;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Comparisons of convolutions and dense layers.</summary>
public static class LayerComparisons
{
    // Odd and whole vectors of channels; strides that differ, the second with as many outputs when they are swapped; a border on each side of its own.
    private static readonly ImmutableArray<Conv2dShape> Convolutions =
    [
        new(2, new Window2d(7, 6, 3, 2, 2, 1, 1, 0, 2, 1), 3, 5),
        new(2, new Window2d(5, 6, 2, 3, 2, 3, PadLeft: 1, PadRight: 1), 4, 8),
    ];

    // With enough pixels for the sum over them to be cut in pieces.
    private static readonly ImmutableArray<Conv2dShape> SummedConvolutions = [.. Convolutions, new(3, new Window2d(17, 19, 3, 3, PadTop: 1, PadLeft: 1), 3, 5)];

    private static readonly ImmutableArray<(int Batch, int In, int Out)> Products = [(5, 7, 6), (9, 8, 4)];

    private static readonly ImmutableArray<(int Batch, int In, int Out)> SummedProducts = [.. Products, (300, 5, 3)];

    public static KernelComparison ConvolutionForward { get; } = new("conv2d_forward", bench => Worst(Convolutions, shape =>
    {
        (double[] x, double[] w, double[] bias) = (Floats(1, shape.InputCount), Floats(2, shape.WeightCount), Floats(3, shape.OutChannels));
        (BenchArray input, BenchArray weight, BenchArray shift) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Of(bias));
        (BenchArray output, BenchArray sum) = (BenchArray.Room(shape.OutputCount), BenchArray.Room(shape.OutputCount));

        bench.Run(
            Conv2dKernels.Forward(bench.Tiles, Geometry(shape), shape.Batch, input.View, weight.View, shift.View, output.View, sum.View, Activations.Relu, "conv"),
            input, weight, shift, output, sum);

        BoundedSum expected = ReferenceConv2d.Forward(x, w, bias, shape.Batch, shape.Window, shape.InChannels, shape.OutChannels);
        return ErrorBound.Compare(sum.Floats, expected).Worse(Activated(output, expected));
    }));

    public static KernelComparison ConvolutionBackwardInput { get; } = new("conv2d_backward_input", bench => Worst(Convolutions, shape =>
    {
        (double[] dy, double[] w, double[] y) = (Floats(4, shape.OutputCount), Floats(5, shape.WeightCount), Floats(6, shape.InputCount));
        (BenchArray gradient, BenchArray weight, BenchArray saved) = (BenchArray.Of(dy), BenchArray.Of(w), BenchArray.Of(y));
        BenchArray result = BenchArray.Room(shape.InputCount);

        bench.Run(
            Conv2dKernels.BackwardInput(
                bench.Tiles, Geometry(shape), shape.Batch, gradient.View, weight.View, result.View, new ActivationGradient(Activations.Relu, saved.View), "conv"),
            gradient, weight, saved, result);

        BoundedSum plain = ReferenceConv2d.BackwardInput(dy, w, shape.Batch, shape.Window, shape.InChannels, shape.OutChannels);
        return ErrorBound.Compare(result.Floats, Through(plain, y));
    }));

    public static KernelComparison ConvolutionBackwardWeight { get; } = new("conv2d_backward_weight", bench => Worst(SummedConvolutions, shape =>
    {
        (double[] x, double[] dy) = (Floats(7, shape.InputCount), Floats(8, shape.OutputCount));
        (BenchArray input, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(dy));
        (BenchArray weight, BenchArray bias) = (BenchArray.Room(shape.WeightCount), BenchArray.Room(shape.OutChannels));
        BenchArray scratch = Scratch(Conv2dKernels.BackwardWeightScratchBytes(Geometry(shape), shape.Batch));

        bench.Run(
            Conv2dKernels.BackwardWeight(bench.Tiles, Geometry(shape), shape.Batch, input.View, gradient.View, weight.View, bias.View, scratch.View, "conv"),
            input, gradient, weight, bias, scratch);

        return ErrorBound.Compare(weight.Floats, ReferenceConv2d.BackwardWeight(x, dy, shape.Batch, shape.Window, shape.InChannels, shape.OutChannels))
            .Worse(ErrorBound.Compare(bias.Floats, ReferenceConv2d.BackwardBias(dy, shape.OutChannels)));
    }));

    public static KernelComparison ProductForward { get; } = new("dense_forward", bench => Worst(Products, size =>
    {
        (double[] x, double[] w, double[] bias) = (Floats(1, size.Batch * size.In), Floats(2, size.In * size.Out), Floats(3, size.Out));
        (BenchArray input, BenchArray weight, BenchArray shift) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Of(bias));
        (BenchArray output, BenchArray sum) = (BenchArray.Room(size.Batch * size.Out), BenchArray.Room(size.Batch * size.Out));

        bench.Run(
            DenseKernels.Forward(bench.Tiles, size.In, size.Out, size.Batch, input.View, weight.View, shift.View, output.View, sum.View, Activations.Relu, "dense"),
            input, weight, shift, output, sum);

        BoundedSum expected = ReferenceDense.Forward(x, w, bias, size.Batch, size.In, size.Out);
        return ErrorBound.Compare(sum.Floats, expected).Worse(Activated(output, expected));
    }));

    public static KernelComparison ProductBackwardInput { get; } = new("dense_backward_input", bench => Worst(Products, size =>
    {
        (double[] dy, double[] w, double[] y) = (Floats(4, size.Batch * size.Out), Floats(5, size.In * size.Out), Floats(6, size.Batch * size.In));
        (BenchArray gradient, BenchArray weight, BenchArray saved) = (BenchArray.Of(dy), BenchArray.Of(w), BenchArray.Of(y));
        BenchArray result = BenchArray.Room(size.Batch * size.In);

        bench.Run(
            DenseKernels.BackwardInput(
                bench.Tiles, size.In, size.Out, size.Batch, gradient.View, weight.View, result.View, new ActivationGradient(Activations.Relu, saved.View), "dense"),
            gradient, weight, saved, result);

        return ErrorBound.Compare(result.Floats, Through(ReferenceDense.BackwardInput(dy, w, size.Batch, size.In, size.Out), y));
    }));

    public static KernelComparison ProductBackwardWeight { get; } = new("dense_backward_weight", bench => Worst(SummedProducts, size =>
    {
        (double[] x, double[] dy) = (Floats(7, size.Batch * size.In), Floats(8, size.Batch * size.Out));
        (BenchArray input, BenchArray gradient) = (BenchArray.Of(x), BenchArray.Of(dy));
        (BenchArray weight, BenchArray bias) = (BenchArray.Room(size.In * size.Out), BenchArray.Room(size.Out));
        BenchArray scratch = Scratch(DenseKernels.BackwardWeightScratchBytes(size.In, size.Out, size.Batch));

        bench.Run(
            DenseKernels.BackwardWeight(bench.Tiles, size.In, size.Out, size.Batch, input.View, gradient.View, weight.View, bias.View, scratch.View, "dense"),
            input, gradient, weight, bias, scratch);

        return ErrorBound.Compare(weight.Floats, ReferenceDense.BackwardWeight(x, dy, size.Batch, size.In, size.Out))
            .Worse(ErrorBound.Compare(bias.Floats, ReferenceDense.BackwardBias(dy, size.Out)));
    }));

    public static KernelComparison GroupedConvolution { get; } = new("grouped_conv2d", bench => Worst(
        (ImmutableArray<GroupedConvolutionCase>)
        [
            new(2, new(5, 6, 3, 2, 2, 1, 1, 0, 1, 1), 4, 4, 4),
            new(2, new(5, 6, 2, 3, 2, 3, PadLeft: 1, PadRight: 1), 6, 9, 3),
            new(2, new(4, 5, 2, 2), 4, 8, 2),
            new(3, new(17, 19, 3, 3, PadTop: 1, PadLeft: 1), 8, 8, 8),
        ],
        sizes => sizes.Compare(bench)));

    private static ConvolutionGeometry Geometry(Conv2dShape shape) => new(shape.Window.Geometry(), shape.InChannels, shape.OutChannels);

    private static BenchArray Scratch(long bytes) => BenchArray.Room(Math.Max(bytes / sizeof(float), 1));

    private static Comparison Activated(BenchArray output, BoundedSum sum) =>
        ErrorBound.Compare(output.Floats, [.. sum.Values.Select(value => Math.Max(value, 0))], ErrorBound.Of(sum));

    private static BoundedSum Through(BoundedSum gradient, double[] saved) => gradient with { Values = [.. gradient.Values.Select((value, i) => saved[i] > 0 ? value : 0)] };
}
