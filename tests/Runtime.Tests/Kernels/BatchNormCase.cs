using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Sizes of a batch norm, run forward and back on a bench beside the reference.</summary>
/// <param name="Batch">Examples.</param>
/// <param name="Pixels">Pixels of an example.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Ghost">Examples of a virtual batch; null for the whole batch.</param>
public sealed record BatchNormCase(int Batch, int Pixels, int Channels, int? Ghost)
{
    private const double Epsilon = 1e-3;
    private const double Momentum = 0.3;

    /// <summary>Odd and whole vectors of channels; virtual batches that fit, and that leave a smaller one or one of a single value; one piece and several.</summary>
    public static ImmutableArray<BatchNormCase> All { get; } =
    [
        new(5, 1, 3, null),
        new(33, 1, 8, 32),
        new(7, 12, 5, 2),
        new(130, 1, 13, 32),
        new(4, 100, 4, null),
        new(3, 70, 6, 1),
        new(2, 3000, 1, null),
        new(9, 30, 12, 4),
        new(3, 22000, 2, null),
    ];

    private BatchNormGeometry Geometry => new(Batch, Pixels, Channels, Ghost, Epsilon);

    private ReferenceBatchNorm Reference => new(Channels, Geometry.Cut.GroupRows, Epsilon);

    /// <summary>Values between -1 and 1, and so the rest; of each channel about an offset that grows with it.</summary>
    public Comparison Compare(KernelBench bench, double offset = 0)
    {
        RowPieces cut = Geometry.Cut;
        int count = Batch * Pixels * Channels;
        double[] x = [.. KernelFloats(1, count).Select((value, i) => (double)(float)(value + (offset * (1 + (i % Channels)))))];
        (double[] dy, double[] scale, double[] shift) = (KernelFloats(2, count), KernelFloats(3, Channels), KernelFloats(4, Channels));
        (double[] mean, double[] variance, double[] saved) = (KernelFloats(5, Channels), [.. KernelFloats(6, Channels).Select(value => value + 2)], KernelFloats(7, count));
        (BenchArray input, BenchArray gradient, BenchArray kept) = (BenchArray.Of(x), BenchArray.Of(dy), BenchArray.Of(saved));
        (BenchArray scales, BenchArray shifts) = (BenchArray.Of(scale), BenchArray.Of(shift));
        (BenchArray runningMean, BenchArray runningVariance) = (BenchArray.Of(mean), BenchArray.Of(variance));
        (BenchArray output, BenchArray preactivation, BenchArray result, BenchArray evaluated) = (BenchArray.Room(count), BenchArray.Room(count), BenchArray.Room(count), BenchArray.Room(count));
        (BenchArray scaleGradient, BenchArray shiftGradient) = (BenchArray.Room(Channels), BenchArray.Room(Channels));
        BenchArray[] groups = [.. Enumerable.Range(0, 4).Select(_ => BenchArray.Room(cut.GroupValues))];
        BenchArray[] pieces = [.. Enumerable.Range(0, 4).Select(_ => BenchArray.Room(cut.PieceValues))];
        BatchStatistics statistics = new(groups[0].View, groups[1].View);
        ScaleShiftSums sums = new(groups[2].View, groups[3].View);

        bench.Run(
            [
                BatchNormKernels.Forward(Geometry with { Ghost = null }, input.View, new BatchStatistics(runningMean.View, runningVariance.View), scales.View, shifts.View, evaluated.View, null, Activations.Identity, "evaluate"),
                .. BatchNormKernels.Statistics(Geometry, input.View, statistics, new BatchStatistics(pieces[0].View, pieces[1].View), "statistics"),
                BatchNormKernels.Running(Geometry, statistics, Momentum, runningMean.View, runningVariance.View, "running"),
                BatchNormKernels.Forward(Geometry, input.View, statistics, scales.View, shifts.View, output.View, preactivation.View, Activations.Relu, "forward"),
                .. NormalizationKernels.Sums(
                    cut, input.View, gradient.View, statistics, new StatisticsPlace(cut.GroupRows, cut.Stride, Channels, 1), Epsilon, sums, new ScaleShiftSums(pieces[2].View, pieces[3].View), "sums"),
                NormalizationKernels.Gradients(cut, sums, scaleGradient.View, shiftGradient.View, "gradients"),
                BatchNormKernels.BackwardInput(Geometry, input.View, gradient.View, statistics, sums, scales.View, result.View, new ActivationGradient(Activations.Relu, kept.View), "input"),
            ],
            [input, gradient, kept, scales, shifts, runningMean, runningVariance, output, preactivation, result, evaluated, scaleGradient, shiftGradient, .. groups, .. pieces]);

        double[] evaluation = Reference.Apply(x, scale, shift, mean, variance);
        double[] expected = Reference.Forward(x, scale, shift);
        LayerGradients gradients = Reference.Backward(x, dy, scale);
        Reference.MoveOn(x, Momentum, mean, variance);

        // Each sum of float32 has this relative error at most: terms of a piece, and the pieces.
        double sum = 2 * ErrorBound.Gamma(cut.PieceRows + Math.Min(cut.PiecesPerGroup, 64 + (cut.PiecesPerGroup / 64)) + 4);
        double[] meanBound = [.. Enumerable.Range(0, Channels).Select(c => sum + (4 * ErrorBound.UnitRoundoff * offset * (1 + c)))];
        double[] deviation = [.. Deviations(x)];
        double[] normalized = Reference.Forward(x, [.. Enumerable.Repeat(1.0, Channels)], new double[Channels]);
        double Bound(int i) => ((meanBound[i % Channels] / deviation[i]) + ((2 * sum) + (16 * ErrorBound.UnitRoundoff)) * (1 + Math.Abs(normalized[i]))) * (1 + Math.Abs(scale[i % Channels]));
        double[] bounds = [.. Enumerable.Range(0, count).Select(Bound)];
        double rows = (double)count / Channels;

        return ErrorBound.Compare(evaluated.Floats, evaluation, [.. evaluation.Select((value, i) => 16 * ErrorBound.UnitRoundoff * (2 + (offset * (2 + (i % Channels)))))])
            .Worse(ErrorBound.Compare(preactivation.Floats, expected, bounds))
            .Worse(ErrorBound.Compare(output.Floats, [.. expected.Select(value => Math.Max(value, 0))], bounds))
            .Worse(ErrorBound.Compare(runningMean.Floats, mean, [.. meanBound.Select((bound, c) => (2 * bound) + (4 * ErrorBound.UnitRoundoff * (1 + Math.Abs(mean[c]))))]))
            .Worse(ErrorBound.Compare(runningVariance.Floats, variance, [.. variance.Select((value, c) => (value + 1) * ((4 * sum) + (8 * ErrorBound.UnitRoundoff) + meanBound[c]))]))
            .Worse(ErrorBound.Compare(shiftGradient.Floats, gradients.Parameters[1], [.. Enumerable.Repeat(rows * sum, Channels)]))
            .Worse(ErrorBound.Compare(scaleGradient.Floats, gradients.Parameters[0], [.. Enumerable.Range(0, Channels).Select(c => rows * ((3 * sum) + Enumerable.Range(0, (int)rows).Average(row => Bound((row * Channels) + c))))]))
            .Worse(ErrorBound.Compare(
                result.Floats, [.. gradients.Input.Select((value, i) => saved[i] > 0 ? value : 0)], [.. Enumerable.Range(0, count).Select(i => 4 * bounds[i] / deviation[i] * (1 + Math.Abs(normalized[i])))]));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Batch} of {Pixels}x{Channels}{(Ghost is { } ghost ? $" in {ghost}" : "")}";

    // Of each value, the deviation that it is divided by.
    private IEnumerable<double> Deviations(double[] x) => Reference.Groups(x).SelectMany(group =>
    {
        (_, double[] variance) = Reference.Statistics(group);
        return group.Select((_, i) => Math.Sqrt(variance[i % Channels] + Epsilon));
    });

    private static double[] KernelFloats(int seed, int count) => Mutants.KernelComparison.Floats(seed, count);
}
