using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.KernelComparison;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Comparisons of what blocks of layers add: sums of two ways, and channels side by side.</summary>
public static class BlockComparisons
{
    // Whole vectors, a rest, and a rest alone.
    private static readonly ImmutableArray<int> Counts = [64, 71, 3];

    // Channels of three tensors: the second's are put and taken. With and without whole vectors everywhere.
    private static readonly ImmutableArray<(int Pixels, int[] Channels)> Slices = [(5, [4, 8, 4]), (7, [3, 5, 2]), (3, [4, 6, 4])];

    public static KernelComparison Sums { get; } = new("sum_forward and sum_backward", bench => Worst(Counts, count =>
    {
        (double[] a, double[] b, double[] saved) = (Floats(1, count), Floats(2, count), Floats(3, count));
        (BenchArray left, BenchArray right, BenchArray kept) = (BenchArray.Of(a), BenchArray.Of(b), BenchArray.Of(saved));
        (BenchArray output, BenchArray sum, BenchArray gradient) = (BenchArray.Room(count), BenchArray.Room(count), BenchArray.Room(count));

        bench.Run(
            [
                SumKernels.Forward(Activations.Relu, count, left.View, right.View, output.View, sum.View, "sum"),
                SumKernels.Backward(new ActivationGradient(Activations.Relu, kept.View), count, left.View, right.View, gradient.View, "sum"),
            ],
            left, right, kept, output, sum, gradient);

        double[] expected = [.. a.Zip(b, (x, y) => x + y)];
        double[] bound = [.. expected.Select(value => ErrorBound.UnitRoundoff * Math.Abs(value))];
        return ErrorBound.Compare(sum.Floats, expected, bound)
            .Worse(ErrorBound.Compare(output.Floats, [.. expected.Select(value => Math.Max(value, 0))], bound))
            .Worse(ErrorBound.Compare(gradient.Floats, [.. expected.Select((value, i) => saved[i] > 0 ? value : 0)], bound));
    }));

    public static KernelComparison Channels { get; } = new("copy_channels", bench => Worst(Slices, slices =>
    {
        (int pixels, int[] channels) = slices;
        double[][] tensors = [.. channels.Select((count, i) => Floats(4 + i, pixels * count))];
        BenchArray[] inputs = [.. tensors.Select(BenchArray.Of)];
        BenchArray all = BenchArray.Room(pixels * channels.Sum());
        (BenchArray taken, double[] saved) = (BenchArray.Room(tensors[1].Length), Floats(9, tensors[1].Length));
        BenchArray kept = BenchArray.Of(saved);
        ChannelSlice Slice(int i) => new(channels.Take(i).Sum(), channels[i], channels.Sum());

        bench.Run(
            [
                .. inputs.Select((input, i) => Slice(i).Put(pixels, input.View, all.View, "concat")),
                Slice(1).Take(pixels, all.View, taken.View, new ActivationGradient(Activations.Relu, kept.View), "take"),
            ],
            [.. inputs, all, taken, kept]);

        double[] together = ReferenceConcat.Forward(tensors, channels);
        return ErrorBound.Compare(all.Floats, together, new double[together.Length])
            .Worse(ErrorBound.Compare(taken.Floats, [.. tensors[1].Select((value, i) => saved[i] > 0 ? value : 0)], new double[saved.Length]));
    }));
}
