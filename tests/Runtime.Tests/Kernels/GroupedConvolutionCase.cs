using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Sizes of a grouped convolution, run forward and back on a bench beside the reference.</summary>
/// <param name="Batch">Examples.</param>
/// <param name="Window">The window.</param>
/// <param name="InChannels">Channels before.</param>
/// <param name="OutChannels">Channels after.</param>
/// <param name="Groups">Groups.</param>
public sealed record GroupedConvolutionCase(int Batch, Window2d Window, int InChannels, int OutChannels, int Groups)
{
    /// <summary>Depthwise with whole vectors and not, with a multiplier; groups of some channels, of fours, of unlike numbers before and after; strides and borders; one piece and several.</summary>
    public static ImmutableArray<GroupedConvolutionCase> All { get; } =
    [
        new(2, new(5, 6, 3, 3, 1, 1, 1, 1, 1, 1), 8, 8, 8),
        new(2, new(6, 5, 3, 2, 2, 1, 1, 0, 1, 1), 5, 5, 5),
        new(3, new(5, 5, 3, 3, 2, 2, 1, 1, 1, 1), 4, 8, 4),
        new(1, new(4, 7, 2, 3, 1, 2, PadLeft: 1), 3, 9, 3),
        new(2, new(5, 4, 3, 3, 1, 1, 1, 1, 1, 1), 8, 16, 2),
        new(2, new(7, 6, 2, 3, 2, 3, PadTop: 1), 6, 4, 2),
        new(2, new(3, 3, 1, 1), 12, 6, 3),
        new(3, new(17, 19, 3, 3, PadTop: 1, PadLeft: 1), 4, 4, 4),
        new(3, new(17, 19, 3, 3, PadTop: 1, PadLeft: 1), 6, 9, 3),
    ];

    private int Taps => Window.Height * Window.Width;

    /// <summary>Both ways against the reference.</summary>
    public Comparison Compare(KernelBench bench)
    {
        GroupedConvolutionGeometry geometry = new(Window.Geometry(), InChannels, OutChannels, Groups);
        ReferenceGroupedConv2d reference = new(Window, InChannels, OutChannels, Groups);
        (int inputs, int outputs) = (Batch * Window.InputPixels * InChannels, Batch * Window.OutputPixels * OutChannels);
        (double[] x, double[] w, double[] bias) = (Floats(1, inputs), Floats(2, Taps * InChannels / Groups * OutChannels), Floats(3, OutChannels));
        (double[] dy, double[] saved) = (Floats(4, outputs), Floats(5, inputs));
        (BenchArray input, BenchArray weight, BenchArray shift, BenchArray gradient, BenchArray kept) = (BenchArray.Of(x), BenchArray.Of(w), BenchArray.Of(bias), BenchArray.Of(dy), BenchArray.Of(saved));
        (BenchArray output, BenchArray sum, BenchArray inputGradient) = (BenchArray.Room(outputs), BenchArray.Room(outputs), BenchArray.Room(inputs));
        (BenchArray weightGradient, BenchArray biasGradient) = (BenchArray.Room(w.Length), BenchArray.Room(OutChannels));
        BenchArray scratch = BenchArray.Room(Math.Max(1, GroupedConv2dKernels.BackwardWeightScratchBytes(geometry, Batch) / sizeof(float)));

        bench.Run(
            [
                GroupedConv2dKernels.Forward(geometry, Batch, input.View, weight.View, shift.View, output.View, sum.View, Activations.Relu, "forward"),
                GroupedConv2dKernels.BackwardInput(geometry, Batch, gradient.View, weight.View, inputGradient.View, new ActivationGradient(Activations.Relu, kept.View), "input"),
                .. GroupedConv2dKernels.BackwardWeight(geometry, Batch, input.View, gradient.View, weightGradient.View, biasGradient.View, scratch.View, "weight"),
            ],
            input, weight, shift, gradient, kept, output, sum, inputGradient, weightGradient, biasGradient, scratch);

        BoundedSum expected = reference.Forward(x, w, bias, Batch);
        BoundedSum plain = reference.BackwardInput(dy, w, Batch);
        return ErrorBound.Compare(sum.Floats, expected)
            .Worse(ErrorBound.Compare(output.Floats, [.. expected.Values.Select(value => Math.Max(value, 0))], ErrorBound.Of(expected)))
            .Worse(ErrorBound.Compare(inputGradient.Floats, plain with { Values = [.. plain.Values.Select((value, i) => saved[i] > 0 ? value : 0)] }))
            .Worse(ErrorBound.Compare(weightGradient.Floats, reference.BackwardWeight(x, dy, Batch)))
            .Worse(ErrorBound.Compare(biasGradient.Floats, ReferenceConv2d.BackwardBias(dy, OutChannels)));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Batch} of {Window.InputHeight}x{Window.InputWidth} by {Window.Height}x{Window.Width}, {InChannels} to {OutChannels} in {Groups}";

    private static double[] Floats(int seed, int count) => Mutants.KernelComparison.Floats(seed, count);
}
