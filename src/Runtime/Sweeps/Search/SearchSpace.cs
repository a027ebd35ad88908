using System.Collections.Immutable;

namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>The points of a study: what is drawn, and the parameters that follow from what was drawn.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
/// <param name="dimensions">What is drawn.</param>
/// <param name="parameters">The parameters at the drawn values, which come in the order of the dimensions; of a list its index comes.</param>
public sealed class SearchSpace<TParameters>(ImmutableArray<Dimension> dimensions, PointParameters<TParameters> parameters)
    where TParameters : struct
{
    /// <summary>What is drawn; a point has a value of each.</summary>
    public ImmutableArray<Dimension> Dimensions { get; } = dimensions;

    /// <summary>In which order the points of a grid come; a shuffled one by the study's search seed.</summary>
    public GridOrder Order { get; init; }

    /// <summary>The parameters that drawn values make.</summary>
    /// <param name="drawn">A value of each dimension; of a list its index.</param>
    public TParameters At(ReadOnlySpan<double> drawn) => drawn.Length == Dimensions.Length
        ? parameters(drawn)
        : throw new ArgumentException($"{drawn.Length} values were given for {Dimensions.Length} dimensions.", nameof(drawn));
}
