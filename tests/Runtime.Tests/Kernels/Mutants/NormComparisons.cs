using static SweepDsl.Runtime.Tests.Kernels.Mutants.KernelComparison;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Comparisons of normalisations.</summary>
public static class NormComparisons
{
    // Several pieces, several virtual batches with a smaller last one, whole vectors and not, a mean far from 0.
    private static readonly ImmutableArray<(BatchNormCase Sizes, double Offset)> BatchNorms = [(new(7, 30, 5, 3), 0), (new(5, 40, 8, null), 0), (new(2, 300, 2, null), 400)];

    // Groups of whole vectors, groups that are not, and a scale for each value.
    private static readonly ImmutableArray<(GroupNormCase Sizes, double Offset)> GroupNorms =
        [(new(3, 25, 8, 2, false), 0), (new(4, 9, 6, 2, false), 0), (new(3, 40, 4, 1, true), 0), (new(2, 30, 5, 1, true), 1000)];

    public static KernelComparison GroupNorm { get; } = new("group_norm", bench => Worst(GroupNorms, one => one.Sizes.Compare(bench, one.Offset)));

    public static KernelComparison BatchNorm { get; } = new("batch_norm", bench => Worst(BatchNorms, one => one.Sizes.Compare(bench, one.Offset)));
}
