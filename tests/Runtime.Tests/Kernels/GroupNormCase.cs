using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Sizes of a group norm, run forward and back on a bench beside the reference.</summary>
/// <param name="Batch">Examples.</param>
/// <param name="Pixels">Pixels of an example.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Groups">Groups.</param>
/// <param name="IsPerElement">Whether each value has a scale and a shift of its own.</param>
public sealed record GroupNormCase(int Batch, int Pixels, int Channels, int Groups, bool IsPerElement)
{
    private const double Epsilon = 1e-2;

    /// <summary>Whole vectors of channels and not, in groups and over their borders; layer norms and instance norms; fewer values than lanes, and many more.</summary>
    public static ImmutableArray<GroupNormCase> All { get; } =
    [
        new(3, 1, 6, 1, true),
        new(5, 1, 128, 1, true),
        new(70, 1, 12, 3, true),
        new(4, 9, 6, 2, false),
        new(3, 25, 8, 2, false),
        new(2, 16, 8, 8, false),
        new(2, 15, 6, 1, false),
        new(3, 12, 4, 1, true),
        new(2, 6, 6, 3, true),
        new(2, 900, 4, 1, false),
        new(300, 2, 4, 2, false),
    ];

    /// <summary>Values between -1 and 1 about an offset.</summary>
    public Comparison Compare(KernelBench bench, double offset = 0)
    {
        GroupNormGeometry geometry = new(Batch, Pixels, Channels, Groups, IsPerElement, Epsilon);
        ReferenceGroupNorm reference = new(Pixels, Channels, Groups, Epsilon);
        RowPieces cut = geometry.Cut;
        (int count, int affine) = (Batch * Pixels * Channels, geometry.AffineLength);
        double[] x = [.. Floats(1, count).Select(value => (double)(float)(value + offset))];
        (double[] dy, double[] scale, double[] shift, double[] saved) = (Floats(2, count), Floats(3, affine), Floats(4, affine), Floats(5, count));
        (BenchArray input, BenchArray gradient, BenchArray kept, BenchArray scales, BenchArray shifts) =
            (BenchArray.Of(x), BenchArray.Of(dy), BenchArray.Of(saved), BenchArray.Of(scale), BenchArray.Of(shift));
        (BenchArray output, BenchArray preactivation, BenchArray result, BenchArray evaluated) = (BenchArray.Room(count), BenchArray.Room(count), BenchArray.Room(count), BenchArray.Room(count));
        (BenchArray scaleGradient, BenchArray shiftGradient) = (BenchArray.Room(affine), BenchArray.Room(affine));
        (BenchArray mean, BenchArray variance) = (BenchArray.Room(geometry.Statistics), BenchArray.Room(geometry.Statistics));
        BenchArray[] groups = [.. Enumerable.Range(0, 2).Select(_ => BenchArray.Room(cut.GroupValues))];
        BenchArray[] pieces = [.. Enumerable.Range(0, 2).Select(_ => BenchArray.Room(cut.PieceValues))];
        BatchStatistics statistics = new(mean.View, variance.View);
        ScaleShiftSums sums = new(groups[0].View, groups[1].View);

        bench.Run(
            [
                GroupNormKernels.Forward(geometry, input.View, scales.View, shifts.View, output.View, preactivation.View, statistics, Activations.Relu, "forward"),
                GroupNormKernels.Forward(geometry, input.View, scales.View, shifts.View, evaluated.View, null, null, Activations.Identity, "evaluate"),
                .. NormalizationKernels.Sums(cut, input.View, gradient.View, statistics, geometry.Place, Epsilon, sums, new ScaleShiftSums(pieces[0].View, pieces[1].View), "sums"),
                NormalizationKernels.Gradients(cut, sums, scaleGradient.View, shiftGradient.View, "gradients"),
                GroupNormKernels.BackwardInput(geometry, input.View, gradient.View, statistics, scales.View, result.View, new ActivationGradient(Activations.Relu, kept.View), "input"),
            ],
            [input, gradient, kept, scales, shifts, output, preactivation, result, evaluated, scaleGradient, shiftGradient, mean, variance, .. groups, .. pieces]);

        double[] expected = reference.Forward(x, scale, shift);
        LayerGradients gradients = reference.Backward(x, dy, scale);
        double[] normalized = reference.Normalized(x);

        // Terms of a lane, and the lanes; a mean far from 0 is as good as its own rounding.
        double sum = 2 * ErrorBound.Gamma((Pixels * Channels / Groups / 64) + 70);
        double rows = (double)count / affine;
        double own = sum + (8 * ErrorBound.UnitRoundoff * offset);
        double[] bounds = [.. normalized.Select((value, i) => (1 + Math.Abs(scale[i % (Pixels * Channels) % affine])) * (2 + Math.Abs(value)) * ((4 * own) + (16 * ErrorBound.UnitRoundoff)) * Steepness(x, reference, i))];
        double deep = 2 * ErrorBound.Gamma(cut.PieceRows + Math.Min(cut.PiecesPerGroup, 64) + 4);

        return ErrorBound.Compare(preactivation.Floats, expected, bounds)
            .Worse(ErrorBound.Compare(evaluated.Floats, expected, bounds))
            .Worse(ErrorBound.Compare(output.Floats, [.. expected.Select(value => Math.Max(value, 0))], bounds))
            .Worse(ErrorBound.Compare(shiftGradient.Floats, gradients.Parameters[1], [.. Enumerable.Repeat(rows * deep, affine)]))
            .Worse(ErrorBound.Compare(scaleGradient.Floats, gradients.Parameters[0], [.. Enumerable.Repeat(rows * ((4 * deep) + bounds.Average()), affine)]))
            .Worse(ErrorBound.Compare(result.Floats, [.. gradients.Input.Select((value, i) => saved[i] > 0 ? value : 0)], [.. bounds.Select((bound, i) => 4 * bound * Steepness(x, reference, i) * (1 + Math.Abs(normalized[i])))]));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Batch} of {Pixels}x{Channels} in {Groups}{(IsPerElement ? ", each value its own" : "")}";

    // One over the deviation that a value is divided by: as steep is what errors of the value go through.
    private double Steepness(double[] x, ReferenceGroupNorm reference, int i)
    {
        int example = i / (Pixels * Channels) * (Pixels * Channels);
        int size = Channels / Groups;
        double[] group = [.. Enumerable.Range(example, Pixels * Channels).Where(j => j % Channels / size == i % Channels / size).Select(j => x[j])];
        double mean = group.Average();
        return 1 / Math.Sqrt(group.Average(value => (value - mean) * (value - mean)) + reference.Epsilon);
    }

    private static double[] Floats(int seed, int count) => Mutants.KernelComparison.Floats(seed, count);
}
